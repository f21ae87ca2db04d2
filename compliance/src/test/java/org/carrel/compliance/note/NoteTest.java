package org.carrel.compliance.note;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.carrel.compliance.tree.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {

    private final NoteSigner log = SampleKeys.log("carrel.example/log", 1);
    private final NoteSigner witness = SampleKeys.witness("witness.example/w1", 2);
    private final Checkpoint checkpoint =
            new Checkpoint("carrel.example/log", 42, Hash.leaf(new byte[0]));
    private final Instant time = Instant.parse("2026-11-01T09:30:00Z");

    /** The note that Go's sumdb/note and its ports show as their example. */
    @Test
    void aNoteAndKeyOfAnotherImplementationVerify() {
        String text =
                """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """;
        VerifierKey key =
                VerifierKey.parse(
                        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        SignedNote note = SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(new Verified(key, null)), note.verify(List.of(key)));
    }

    @Test
    void aSignedCheckpointIsReadBackAndVerifies() {
        SignedNote note = log.sign(checkpoint);
        SignedNote read = SignedNote.parse(note.encode());
        assertEquals(note, read);
        assertEquals(checkpoint, read.checkpoint());
        assertEquals(List.of(new Verified(log.key(), null)), read.verify(List.of(log.key())));
        assertEquals(List.of(), read.verify(List.of(witness.key())));
    }

    @Test
    void aWitnessAddsItsLineAndTheTimeItSaw() {
        SignedNote sent = log.sign(checkpoint);
        SignedNote back = SignedNote.parse(witness.cosign(sent, time).encode());
        SignedNote kept = sent.with(back);
        assertEquals(back, kept);
        assertEquals(kept, kept.with(back));
        assertEquals(
                List.of(new Verified(log.key(), null), new Verified(witness.key(), time)),
                kept.verify(List.of(witness.key(), log.key())));
    }

    @Test
    void keysAreReadBackAsTheyAreWritten() {
        for (NoteSigner signer : List.of(log, witness)) {
            assertEquals(signer.key(), VerifierKey.parse(signer.key().toString()));
        }
        assertTrue(witness.key().toString().startsWith("witness.example/w1+"));
    }

    @Test
    void onlyItsOwnLogSignsACheckpointAndOnlyAWitnessWitnesses() {
        NoteSigner other = SampleKeys.log("carrel.example/other", 1);
        SignedNote note = log.sign(checkpoint);
        assertThrows(NoteException.class, () -> other.sign(checkpoint));
        assertThrows(NoteException.class, () -> witness.sign(checkpoint));
        assertThrows(NoteException.class, () -> log.cosign(note, time));
    }

    @Test
    void keysThatDoNotBelongTogetherMakeNoSigner() {
        KeyPair one = SampleKeys.pair(1);
        KeyPair two = SampleKeys.pair(2);
        assertThrows(
                NoteException.class,
                () ->
                        new NoteSigner(
                                "x",
                                VerifierKey.Type.LOG,
                                one.getPublic(),
                                two.getPrivate(),
                                null));
    }

    /**
     * Any changed byte is refused, or leaves the text and a signature that verifies as they were.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void aChangedNoteIsNeverTakenForSignedInAnotherText(long seed) {
        var random = new Random(seed);
        SignedNote note = witness.cosign(log.sign(checkpoint), time);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = note.encode();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                SignedNote changed = SignedNote.parse(bytes);
                assertArrayEquals(bytes, changed.encode());
                List<Verified> verified = changed.verify(List.of(log.key(), witness.key()));
                assertTrue(verified.size() < 2 || changed.equals(note));
                assertTrue(verified.isEmpty() || changed.text().equals(note.text()));
            } catch (NoteException expected) {
                assertTrue(expected.toString().length() < 250, "repeats the input");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 name AAAAAAA=",
                "text\n\n- name AAAAAAA=\n",
                "text\n\n\u2014 name AAAA\n",
                "text\n\n\u2014 name AAAAAAB=\n",
                "text\n\n\u2014 name AAAAAAA\n",
                "text\n\n\u2014 na me AAAAAAA=\n",
                "text\n\n\u2014 na+me AAAAAAA=\n",
                "text\n\n\u2014  AAAAAAA=\n",
                "te\txt\n\n\u2014 name AAAAAAA=\n",
                "text\n\n\u2014 name AAAAAAA=\n\u2014 name AAAAAAA=\n\n"
            })
    void whatIsNoNoteIsRefused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThrows(NoteException.class, () -> SignedNote.parse(bytes));
    }

    @Test
    void notesAreBounded() {
        String line = "\u2014 name AAAAAAA=\n";
        byte[] many = ("text\n\n" + line.repeat(65)).getBytes(StandardCharsets.UTF_8);
        byte[] enough = ("text\n\n" + line.repeat(64)).getBytes(StandardCharsets.UTF_8);
        assertEquals(64, SignedNote.parse(enough).signatures().size());
        assertThrows(NoteException.class, () -> SignedNote.parse(many));
        byte[] large = ("t".repeat(65_536) + "\n\n" + line).getBytes(StandardCharsets.UTF_8);
        assertThrows(NoteException.class, () -> SignedNote.parse(large));
        assertThrows(NoteException.class, () -> SignedNote.parse(new byte[] {(byte) 0xff}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log\n1\n",
                "log\n01\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n",
                "log\n-1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n",
                "log\n9007199254740992\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n",
                "l og\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n",
                "log\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoA==\n",
                "log\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\nextension\n",
                "log\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0="
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThrows(NoteException.class, () -> Checkpoint.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhM"
            })
    void whatIsNoKeyIsRefused(String text) {
        assertThrows(NoteException.class, () -> VerifierKey.parse(text));
    }
}
