package org.carrel.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.carrel.models.trust.TrustedKey;

/** Signs for models, as {@code openssl pkeyutl -sign -rawin} does. */
final class Publisher {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyPair pair;

    Publisher() throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    /** The public key in PEM. */
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    String keyId() throws GeneralSecurityException {
        return TrustedKey.of(pair.getPublic().getEncoded()).id();
    }

    /** Lays a manifest of all files of a folder beside them, and the signature. */
    void sign(Path folder, String name) throws IOException, GeneralSecurityException {
        ObjectNode manifest =
                JSON.createObjectNode()
                        .put("name", name)
                        .put("version", "1")
                        .put("licence", "MIT")
                        .put("base", "none")
                        .put("trainingData", "None: its weights are made.")
                        .put("intendedUse", "Tests.")
                        .put("evaluation", "None.");
        manifest.putArray("limits").add("It writes one text.");
        var files = manifest.putArray("files");
        for (Path file : files(folder)) {
            files.addObject()
                    .put("name", file.getFileName().toString())
                    .put("sha256", sha256(Files.readAllBytes(file)));
        }
        byte[] bytes = JSON.writeValueAsBytes(manifest);
        Files.write(folder.resolve("model-manifest.json"), bytes);
        Files.write(folder.resolve("model-manifest.json.sig"), signed(bytes));
    }

    byte[] signed(byte[] bytes) throws GeneralSecurityException {
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(pair.getPrivate());
        signing.update(bytes);
        return signing.sign();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        }
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
