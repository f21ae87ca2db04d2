package org.carrel.answer;

/**
 * A route and why it was taken, for the answer and the audit entry.
 *
 * @param rule name of the rule that decided, as docs/routing.md lists them
 * @param strength of the evidence, 0 to 1
 * @param answerFrom strength from which evidence is an answer, as set
 * @param hedgeFrom strength from which it is one with reserve, as set; below it is none
 */
record Routing(Route route, String rule, double strength, double answerFrom, double hedgeFrom) {}
