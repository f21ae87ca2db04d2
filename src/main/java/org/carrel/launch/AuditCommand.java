package org.carrel.launch;

import picocli.CommandLine.Command;

@Command(
        name = "audit",
        description = "The audit log, for those who answer for it.",
        subcommands = AuditExportCommand.class)
final class AuditCommand {}
