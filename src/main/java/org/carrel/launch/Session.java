package org.carrel.launch;

import java.util.OptionalInt;
import java.util.function.Function;

/// A command's connection to the running server of a home.
record Session(Api api, Tokens tokens) {

    /// Runs something against the server of the home that the environment names.
    static <T> T with(Function<Session, T> deed) {
        Settings settings = Settings.fromEnvironment();
        Home home = Home.open(settings.home(), settings.downloads());
        return with(settings, new Stack(home, settings, Steps.onStandardOutput()), deed);
    }

    static <T> T with(Settings settings, Stack stack, Function<Session, T> deed) {
        try (Json json = new Json(settings.purpose())) {
            return deed.apply(of(json, settings, stack));
        }
    }

    private static Session of(Json json, Settings settings, Stack stack) {
        OptionalInt port = stack.ports().recorded(Ports.SERVER);
        if (port.isEmpty() || !stack.secrets().has(RealmSetup.LAUNCHER_CLIENT)) {
            throw new LaunchFailure("Carrel has not been started in this home yet: carrel up");
        }
        String identity =
                settings.identityUrl()
                        .orElseGet(() ->
                                "http://127.0.0.1:"
                                        + stack.ports().recorded(Ports.KEYCLOAK).orElse(0)
                                        + "/auth");
        Tokens tokens = new Tokens(json, identity, stack.secrets().get(RealmSetup.LAUNCHER_CLIENT));
        String server = "http://127.0.0.1:" + port.getAsInt();
        return new Session(new Api(json, server, tokens::current), tokens);
    }
}
