package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "keys",
        description = "Lists the keys whose signatures of models count, with their fingerprints.")
final class ModelKeysCommand implements Callable<Integer> {
    private static final String PATH = ModelsCommand.PATH + "/keys";

    /// A public key in PEM has some hundred bytes.
    private static final long MOST_BYTES = 10_000;

    @Override
    public Integer call() {
        JsonNode keys = Session.with(session -> session.api().get(PATH));
        keys.path("items").forEach(key -> System.out.println("  " + ModelLines.key(key)));
        return 0;
    }

    @Command(
            name = "accept",
            description = "From now on a publisher's Ed25519 key vouches for models.")
    int accept(
            @Parameters(paramLabel = "NAME", description = "Whose key it is") String name,
            @Parameters(paramLabel = "FILE.pem", description = "The public key") Path file) {
        ObjectNode wish =
                Json.MAPPER.createObjectNode().put("name", name).put("publicKey", read(file));
        JsonNode key = Session.with(session -> session.api().post(PATH, wish));
        System.out.println("  " + ModelLines.key(key));
        return 0;
    }

    @Command(
            name = "withdraw",
            description = "A key vouches no more: what it signed is not activated again.")
    int withdraw(@Parameters(paramLabel = "ID") String id) {
        return Session.with(session -> {
            session.api().delete(PATH + "/" + Json.encode(id));
            System.out.println("  " + Printable.line(id) + " is withdrawn");
            return 0;
        });
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new LaunchFailure(file + " is no public key: it is too long");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new LaunchFailure("cannot read " + file, e);
        }
    }
}
