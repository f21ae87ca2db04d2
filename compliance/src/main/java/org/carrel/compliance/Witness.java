package org.carrel.compliance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.carrel.compliance.PackageVerdict.Broken;
import org.carrel.compliance.PackageVerdict.Intact;
import org.carrel.compliance.note.NoteException;
import org.carrel.compliance.note.NoteSigner;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * Cosigns an export's checkpoint on a host of somebody else's, with no network: the export comes as
 * a file, the checkpoint goes back as one. It is signed only if the export is intact and continues
 * every checkpoint that was signed here before; those are kept in a folder, which is this witness's
 * memory. Exit codes as those of {@link Verify}.
 *
 * <p>The key is the only one in a PKCS#12 file, as {@code keytool -genkeypair -keyalg Ed25519
 * -storetype PKCS12} makes it; its password comes from the environment variable {@value #PASSWORD}
 * and from no argument, which other users of the host could read.
 */
public final class Witness {

    /** Names the environment variable that holds the password of the key's file. */
    static final String PASSWORD = "CARREL_WITNESS_PASSWORD";

    private static final int SIGNED = 0;
    private static final int BROKEN = 1;
    private static final int NOT_CHECKED = 2;

    private static final String USAGE =
            "usage: witness EXPORT --name NAME --store KEYS.p12 --log VKEY --memory FOLDER"
                    + " (password in "
                    + PASSWORD
                    + ")";

    private Witness() {}

    /** See the class. */
    public static void main(String[] args) {
        System.exit(run(args, System.getenv(PASSWORD), Clock.systemUTC(), System.out, System.err));
    }

    /** What was asked for. */
    private record Arguments(Path export, String name, Path store, VerifierKey log, Path memory) {

        static Arguments parse(String[] args) {
            if (args.length != 9) {
                throw new NoteException(USAGE);
            }
            var given = new TreeMap<String, String>();
            for (int i = 1; i < args.length; i += 2) {
                given.put(args[i], args[i + 1]);
            }
            return new Arguments(
                    Path.of(args[0]),
                    required(given, "--name"),
                    Path.of(required(given, "--store")),
                    VerifierKey.parse(required(given, "--log")),
                    Path.of(required(given, "--memory")));
        }

        private static String required(TreeMap<String, String> given, String name) {
            String value = given.get(name);
            if (value == null) {
                throw new NoteException(USAGE);
            }
            return value;
        }
    }

    static int run(
            String[] args,
            @Nullable String password,
            Clock clock,
            PrintStream out,
            PrintStream err) {
        try {
            Arguments asked = Arguments.parse(args);
            NoteSigner signer = signer(asked, password);
            try (PackageFile export = PackageFile.open(asked.export())) {
                return cosign(asked, export, signer, clock, out);
            }
        } catch (NoteException | MalformedAuditException | InvalidPathException e) {
            err.println("witness: " + e.getMessage());
        } catch (IOException e) {
            err.println("witness: a file cannot be used: " + e.getMessage());
        } catch (GeneralSecurityException e) {
            err.println("witness: the key cannot be used: " + e.getMessage());
        }
        return NOT_CHECKED;
    }

    private static int cosign(
            Arguments asked, PackageFile export, NoteSigner signer, Clock clock, PrintStream out)
            throws IOException {
        var kept = new Kept(List.of(asked.log()));
        for (Path signed : remembered(asked.memory())) {
            kept.read(signed);
        }
        var trust = new Trust(List.of(asked.log()), List.of(), new TreeMap<>(kept.roots()));
        switch (new PackageVerifier(export, trust).verify()) {
            case Broken broken -> {
                out.println("not signed: " + broken.what() + ", at entry " + broken.first());
                return BROKEN;
            }
            case Intact intact -> {
                SignedNote note = SignedNote.parse(export.small(PackageFile.CHECKPOINT));
                SignedNote cosigned = signer.cosign(note, clock.instant());
                Path file = asked.memory().resolve(fileName(intact.end().size()));
                // A size that was signed before was compared with this one, so it is the same.
                Files.write(
                        file,
                        cosigned.encode(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.SYNC);
                out.println("signed " + intact.end().size() + " entries: take back " + file);
                out.println("key: " + signer.key());
                return SIGNED;
            }
        }
    }

    private static String fileName(long size) {
        return "checkpoint-%019d.txt".formatted(size);
    }

    private static List<Path> remembered(Path memory) throws IOException {
        Files.createDirectories(memory);
        var signed = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(memory, "checkpoint-*.txt")) {
            files.forEach(signed::add);
        }
        return signed;
    }

    private static NoteSigner signer(Arguments asked, @Nullable String password)
            throws GeneralSecurityException, IOException {
        if (password == null) {
            throw new NoteException("the password is not in " + PASSWORD);
        }
        char[] secret = password.toCharArray();
        KeyStore store = KeyStore.getInstance(asked.store().toFile(), secret);
        String alias = store.aliases().hasMoreElements() ? store.aliases().nextElement() : null;
        if (store.size() != 1
                || alias == null
                || !(store.getKey(alias, secret) instanceof PrivateKey privateKey)) {
            throw new NoteException("the key's file holds exactly one key");
        }
        return new NoteSigner(
                asked.name(),
                VerifierKey.Type.WITNESS,
                store.getCertificate(alias).getPublicKey(),
                privateKey,
                null);
    }
}
