package org.carrel.models.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.carrel.models.ImportRefusedException;
import org.carrel.models.ImportedModel.StoredFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedManifestTest {

    private static final String HASH = "ab".repeat(32);
    private static final String OTHER_HASH = "cd".repeat(32);
    private static final String MANIFEST =
            """
            {"name": "ward-notes", "version": "2026.11", "licence": "Apache-2.0", "base": "none",
             "files": [{"name": "ward.gguf", "sha256": "%s"}],
             "trainingData": "Notes that were written for it.", "intendedUse": "Notes of a ward.",
             "limits": ["English alone."], "evaluation": "46 of 48 questions of the sample."}
            """
                    .formatted(HASH);

    @TempDir Path folder;

    private final KeyPair pair;

    SignedManifestTest() throws Exception {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    void aKeyThatSignedItIsFoundAmongOthers() throws Exception {
        write(MANIFEST);
        SignedManifest signed = SignedManifest.beside(folder).orElseThrow();
        TrustedKey own = TrustedKey.of(pair.getPublic().getEncoded());
        assertEquals(Optional.of(own), signed.signer(List.of(another(), own)));
        assertEquals("ward-notes", signed.manifest().name());
        assertEquals(Optional.empty(), signed.signer(List.of(another())));
        assertEquals(Optional.empty(), signed.signer(List.of()));
    }

    @Test
    void oneByteMoreIsNotWhatWasSigned() throws Exception {
        write(MANIFEST);
        Files.writeString(folder.resolve(SignedManifest.FOLDER_NAME), MANIFEST + " ");
        SignedManifest signed = SignedManifest.beside(folder).orElseThrow();
        TrustedKey own = TrustedKey.of(pair.getPublic().getEncoded());
        assertEquals(Optional.empty(), signed.signer(List.of(own)));
    }

    @Test
    void aFileHasItsManifestBesideIt() throws Exception {
        Path model = folder.resolve("ward.gguf");
        assertFalse(SignedManifest.isBeside(model));
        assertEquals(Optional.empty(), SignedManifest.beside(model));
        Files.writeString(folder.resolve("ward.gguf.manifest.json"), MANIFEST);
        assertTrue(SignedManifest.isBeside(model));
        assertThrows(ImportRefusedException.class, () -> SignedManifest.beside(model), "unsigned");
        Files.write(folder.resolve("ward.gguf.manifest.json.sig"), new byte[63]);
        assertThrows(ImportRefusedException.class, () -> SignedManifest.beside(model), "short");
        Files.write(folder.resolve("ward.gguf.manifest.json.sig"), new byte[64]);
        assertEquals(
                Optional.empty(),
                SignedManifest.beside(model).orElseThrow().signer(List.of(another())));
    }

    @Test
    void theFilesAreThoseOfTheManifestAndNoOther() throws Exception {
        write(MANIFEST);
        SignedManifest signed = SignedManifest.beside(folder).orElseThrow();
        StoredFile right = new StoredFile("ward.gguf", 9, HASH);
        signed.requireFiles(List.of(right));
        refuses(signed, new StoredFile("ward.gguf", 9, OTHER_HASH));
        refuses(signed, new StoredFile("other.gguf", 9, HASH));
        refuses(signed, right, new StoredFile("more.gguf", 9, OTHER_HASH));
        refuses(signed);
    }

    private static void refuses(SignedManifest signed, StoredFile... read) {
        assertThrows(ImportRefusedException.class, () -> signed.requireFiles(List.of(read)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\": \"ward-notes\"|\"name\": \"../ward\"",
                "\"name\": \"ward-notes\"|\"name\": \"Ward\"",
                "\"name\": \"ward-notes\"|\"name\": null",
                "\"name\": \"ward-notes\"|\"name\": \"a\", \"name\": \"ward-notes\"",
                "\"name\": \"ward-notes\"|\"title\": \"ward-notes\"",
                "\"base\": \"none\"|\"base\": \" \"",
                "\"base\": \"none\"|\"base\": \"none\", \"more\": 1",
                "\"ward.gguf\"|\"a/ward.gguf\"",
                "\"ward.gguf\"|\".hidden\"",
                "\"sha256\": \"ab|\"sha256\": \"AB",
                "\"sha256\": \"ab|\"sha256\": \"",
                "[{|[{\"name\": \"ward.gguf\", \"sha256\": \"%s\"}, {",
                "[\"English alone.\"]|[null]",
                "[\"English alone.\"]|null",
                "sample.\"}|sample.\"}{}",
                "\"version\": \"2026.11\"|\"version\": \"2026 11\"",
            })
    void whatIsNotOfTheSchemaIsRefused(String there, String instead) throws Exception {
        assertTrue(MANIFEST.contains(there));
        write(MANIFEST.replace(there, instead.replace("%s", HASH)));
        assertThrows(ImportRefusedException.class, () -> SignedManifest.beside(folder));
    }

    @Test
    void aManifestLargerThanAnyIsNotRead() throws Exception {
        write(" ".repeat(1 << 20) + MANIFEST);
        assertThrows(ImportRefusedException.class, () -> SignedManifest.beside(folder));
    }

    @Test
    void aKeyIsReadFromPem() throws Exception {
        String pem = pem("PUBLIC KEY", pair.getPublic().getEncoded());
        TrustedKey key = TrustedKey.ofPem(pem);
        assertEquals(pair.getPublic(), key.key());
        assertEquals(64, key.id().length());
        assertEquals(key, TrustedKey.ofPem("\n" + pem + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "X25519"})
    void otherKeysAreRefused(String algorithm) throws Exception {
        KeyPair other = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        String pem = pem("PUBLIC KEY", other.getPublic().getEncoded());
        assertThrows(IllegalArgumentException.class, () -> TrustedKey.ofPem(pem));
    }

    @Test
    void whatIsNoPublicKeyIsRefused() {
        String secret = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        assertThrows(IllegalArgumentException.class, () -> TrustedKey.ofPem(secret));
        assertThrows(IllegalArgumentException.class, () -> TrustedKey.ofPem(""));
        String tooLong = pem("PUBLIC KEY", new byte[2_000]);
        assertThrows(IllegalArgumentException.class, () -> TrustedKey.ofPem(tooLong));
        String cut = pem("PUBLIC KEY", new byte[] {1, 2, 3});
        assertThrows(IllegalArgumentException.class, () -> TrustedKey.ofPem(cut));
    }

    private void write(String manifest) throws Exception {
        Files.writeString(folder.resolve(SignedManifest.FOLDER_NAME), manifest);
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(pair.getPrivate());
        signing.update(manifest.getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve(SignedManifest.FOLDER_NAME + ".sig"), signing.sign());
    }

    private static TrustedKey another() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return TrustedKey.of(other.getPublic().getEncoded());
    }

    private static String pem(String label, byte[] encoded) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(encoded), label);
    }
}
