package org.carrel.launch;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// Entry point of the script `carrel`, run on a plain JVM next to the server, never in it.
///
/// Exit status: 0 done; 1 it could not be done, one line on standard error says why; 2 the command
/// line was wrong; 3 (`status` only) not running.
@Command(
        name = "carrel",
        description = "A private reading desk for documents that may not leave the building.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            IngestCommand.class,
            JobsCommand.class,
            AskCommand.class,
            SummaryCommand.class,
            AuditCommand.class,
            ModelsCommand.class,
            EvalCommand.class,
            FetchCommand.class,
        },
        mixinStandardHelpOptions = false)
public final class Launcher {
    // Declared for picocli, which answers it by itself.
    @SuppressWarnings("UnusedVariable")
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help")
    private boolean help;

    private Launcher() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Launcher())
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> explain(failure, command))
                .setParameterExceptionHandler((failure, args) -> explainUsage(failure));
    }

    private static int explain(Exception failure, CommandLine command) {
        if (failure instanceof LaunchFailure known) {
            command.getErr().println("carrel: " + known.getMessage());
            return known.exitCode();
        }
        command.getErr().println("carrel: " + failure);
        return 1;
    }

    private static int explainUsage(ParameterException failure) {
        failure.getCommandLine().getErr().println("carrel: " + failure.getMessage());
        failure.getCommandLine()
                .getErr()
                .println(
                        "Try: "
                                + failure.getCommandLine().getCommandSpec().qualifiedName()
                                + " --help");
        return 2;
    }
}
