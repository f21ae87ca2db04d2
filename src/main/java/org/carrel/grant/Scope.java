package org.carrel.grant;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a system can be allowed to do, as a value of the token's scope (RFC 6749, section 3.3). */
enum Scope {
    /** Search, and read collections, documents and jobs. */
    READ,
    /** Ask, summarise, and see again what was answered. */
    ASK,
    /** Upload, change metadata, and steer jobs. */
    WRITE,
    /** Read and export the audit log. */
    AUDIT,
    /** Make collections, and decide who their members are. */
    MANAGE,
    /** Bring models in, try them, and decide which one answers. */
    OPERATE;

    /** As it stands in a token. */
    String claim() {
        return "carrel:" + name().toLowerCase(Locale.ROOT);
    }

    /** Those among the values of a scope claim; others, such as {@code openid}, are passed over. */
    static Set<Scope> in(String claim) {
        Set<String> values = new HashSet<>(Arrays.asList(claim.strip().split("\\s+")));
        return Arrays.stream(values())
                .filter(scope -> values.contains(scope.claim()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }
}
