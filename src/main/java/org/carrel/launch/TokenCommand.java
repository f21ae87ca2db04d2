package org.carrel.launch;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        description = "Prints a bearer token of the client carrel-launcher, good for five minutes.")
final class TokenCommand implements Callable<Integer> {
    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description =
                    "The one role that the token holds: ${COMPLETION-CANDIDATES};"
                            + " without it all four")
    private @Nullable Role role;

    @Override
    public Integer call() {
        Set<Role> roles = role == null ? EnumSet.allOf(Role.class) : EnumSet.of(role);
        String token = Session.with(session -> session.tokens().with(roles));
        System.out.println(token);
        return 0;
    }
}
