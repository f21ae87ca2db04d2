package org.carrel.launch;

/// A reason why a command cannot go on, in one line that says what to do. The launcher prints the
/// message alone and ends with [#exitCode()].
final class LaunchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    LaunchFailure(String message) {
        this(message, 1);
    }

    LaunchFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    LaunchFailure(String message, Throwable cause) {
        super(message, cause);
        this.exitCode = 1;
    }

    /// Never null, unlike what the overridden method allows.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    int exitCode() {
        return exitCode;
    }
}
