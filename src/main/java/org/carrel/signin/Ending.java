package org.carrel.signin;

import org.carrel.problem.ProblemException;
import org.carrel.problem.Problems;

/** Why a session is no more. */
enum Ending {
    IDLE("The session has ended because nothing was done for a while."),
    LONGEST("The session has ended because it reached its longest time."),
    SIGNED_OUT("The session has ended.");

    private final String detail;

    Ending(String detail) {
        this.detail = detail;
    }

    ProblemException problem() {
        return Problems.sessionEnded(detail + " Sign in again.");
    }
}
