package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.carrel.compliance.Verification.Broken;
import org.carrel.compliance.note.NoteSigner;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signed states of the log. */
class CheckpointsTest {

    private OwnLog own;
    private OwnLog.Server server;

    @BeforeEach
    void start() throws Exception {
        own = OwnLog.start();
        server = opened();
    }

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    @Test
    void theLogIsSignedAsItIs() throws Exception {
        assertNull(server.checkpoints.signNow());
        SignedNote first = signedAfter(3);
        assertEquals(3, first.checkpoint().size());
        assertEquals("carrel.example/log", first.checkpoint().origin());
        assertEquals(1, first.verify(List.of(server.checkpoints.signer().key())).size());
        assertEquals(first, server.checkpoints.signNow());
        SignedNote second = signedAfter(2);
        assertEquals(5, second.checkpoint().size());
        assertEquals(first, server.reader.checkpoint(3));
        assertNull(server.reader.checkpoint(4));
        assertEquals(2, server.reader.checkpoints(Long.MAX_VALUE, 10).size());
    }

    @Test
    void enoughEntriesDoNotWaitForTheClock() throws Exception {
        own.settings = new OwnLog.Settings(own.home, 3, Optional.empty(), Optional.empty());
        server = opened();
        signedAfter(1);
        record(2);
        server.checkpoints.signWhenDue();
        assertNull(server.reader.checkpoint(3));
        record(1);
        server.checkpoints.signWhenDue();
        assertNotNull(server.reader.checkpoint(4));
    }

    @Test
    void theKeyIsReadByItsOwnerAlone() throws Exception {
        for (Path file : List.of(own.settings.keyStore(), own.settings.keyStorePassword())) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertEquals(server.checkpoints.signer().key(), opened().checkpoints.signer().key());
    }

    @Test
    void aLostKeyIsNotReplacedInSilence() throws Exception {
        Files.delete(own.settings.keyStore());
        assertThrows(IllegalStateException.class, this::opened);
        new CheckpointKey(own.settings).signer("carrel.example/log");
        assertThrows(IllegalStateException.class, this::opened);
    }

    @Test
    void aLogWrittenAnewIsNotSigned() throws Exception {
        signedAfter(3);
        own.sql(
                "alter table audit_entry disable trigger user; update audit_entry set leaf ="
                        + " sha256(leaf) where sequence = 2");
        record(1);
        assertThrows(IllegalStateException.class, () -> signedAfter(1));
        assertInstanceOf(Broken.class, server.reader.verify());
    }

    @Test
    void theWormFolderKnowsWhatTheDatabaseForgot() throws Exception {
        Path worm = Files.createDirectory(own.home.resolve("worm"));
        own.settings = new OwnLog.Settings(own.home, 1, Optional.of(worm), Optional.empty());
        server = opened();
        SignedNote signed = signedAfter(2);
        server.checkpoints.signWhenDue();
        Path file = worm.resolve("0000000000000002.checkpoint");
        assertEquals(signed, SignedNote.parse(Files.readAllBytes(file)));
        own.sql(
                "alter table audit_checkpoint disable trigger user; delete from audit_checkpoint;"
                        + " alter table audit_entry disable trigger user; update audit_entry set"
                        + " leaf = sha256(leaf) where sequence = 2");
        server = opened();
        assertThrows(IllegalStateException.class, () -> signedAfter(1));
    }

    @Test
    void aWitnessesLineIsTakenInAndStays() throws Exception {
        NoteSigner witness = witness("witness.example");
        own.settings =
                new OwnLog.Settings(
                        own.home,
                        1_000,
                        Optional.empty(),
                        Optional.of(List.of(witness.key().toString())));
        server = opened();
        SignedNote signed = signedAfter(2);
        SignedNote stranger = witness("stranger.example").cosign(signed, Instant.now());
        assertThrows(ProblemException.class, () -> server.witnesses.takeIn(stranger.encode()));
        SignedNote brought = witness.cosign(stranger, Instant.now());
        SignedNote all = server.witnesses.takeIn(brought.encode());
        assertEquals(2, all.signatures().size(), "the log's and the witness's");
        assertEquals(all, server.reader.checkpoint(2));
        assertEquals(all, server.witnesses.takeIn(all.encode()), "twice is once");
    }

    private OwnLog.Server opened() throws Exception {
        OwnLog.Server opened = own.server();
        opened.checkpoints.open();
        return opened;
    }

    private void record(int entries) {
        for (int i = 0; i < entries; i++) {
            server.record("write");
        }
        server.sequencer.drain();
    }

    private SignedNote signedAfter(int entries) throws Exception {
        record(entries);
        SignedNote note = server.checkpoints.signNow();
        assertNotNull(note);
        return note;
    }

    private static NoteSigner witness(String name) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new NoteSigner(
                name, VerifierKey.Type.WITNESS, pair.getPublic(), pair.getPrivate(), null);
    }
}
