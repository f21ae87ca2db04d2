package org.carrel.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Who is who by the identity provider's word, and how emergencies go. */
@ConfigMapping(prefix = "carrel.access")
public interface AccessConfig {

    /** Which values of the claims stand for which role of Carrel. */
    Roles roles();

    /** Claims in which roles and groups stand, with {@code /} between the parts of a path. */
    @WithDefault("realm_access/roles,groups")
    List<String> claims();

    /** The claim in which groups stand, as members and ethical walls name them. */
    @WithDefault("groups")
    String groupClaim();

    /** How often it is looked whether the reader of a stream may still read it. */
    @WithDefault("500ms")
    Duration revocationCheck();

    /** How long emergency access lasts if nothing shorter is asked for. */
    @WithDefault("4h")
    Duration breakGlass();

    /** The values, of which any makes a caller hold the role. */
    interface Roles {

        /** Reads and files matters. */
        @WithDefault("legal")
        List<String> legal();

        /** Reads and files patients' records. */
        @WithDefault("clinician")
        List<String> clinician();

        /** Reads the audit log, raises ethical walls, reviews emergency access. */
        @WithDefault("compliance")
        List<String> compliance();

        /** Runs the machine. */
        @WithDefault("operator")
        List<String> operator();
    }
}
