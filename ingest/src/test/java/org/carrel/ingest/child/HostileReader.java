package org.carrel.ingest.child;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;

/** Reads files whose first line is {@code carrel-test: DEED [ARGUMENT]}, by doing the deed. */
final class HostileReader implements DocumentReader {

    private static final String MARK = "carrel-test: ";

    @Override
    public boolean reads(Source source) throws IOException {
        try (InputStream in = Files.newInputStream(source.file())) {
            byte[] start = in.readNBytes(MARK.length());
            return MARK.equals(new String(start, StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void read(Source source, Transcript into) throws Exception {
        String[] words =
                Files.readString(source.file()).lines().findFirst().orElseThrow().split(" ");
        String argument = words.length > 2 ? words[2] : "";
        switch (words[1]) {
            case "hang" -> {
                into.stage("hang", 0, 1);
                new CountDownLatch(1).await();
            }
            case "flood" -> flood(into);
            case "exit" -> Runtime.getRuntime().halt(Integer.parseInt(argument));
            case "recurse" -> recurse(0);
            case "allocate" -> allocate();
            case "print" -> print();
            case "write" -> write(into);
            case "attach" -> attach(Integer.parseInt(argument), into);
            case "swell" -> swell(into);
            case "link" -> link(Path.of(argument), into);
            case "pages" -> pages(Integer.parseInt(argument), into);
            case "password" -> into.text().append(String.valueOf(source.password()));
            case "connect" -> into.text().append(connect(Integer.parseInt(argument)));
            case "peek" -> into.text().append(peek(Path.of(argument)));
            case "fork" -> fork(into);
            case "fail" -> throw new IOException("with text of the document");
            default -> throw new IllegalArgumentException(words[1]);
        }
    }

    private static void flood(Transcript into) {
        while (true) {
            into.stage("ocr", 1, 1);
        }
    }

    private static int recurse(int depth) {
        return depth < 0 ? 0 : recurse(depth + 1) + 1;
    }

    private static void allocate() {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new byte[1024 * 1024]);
        }
    }

    /** By both ways to standard output: Java's, and that of native code. */
    private static void print() throws IOException {
        System.out.println("R T S A D");
        System.out.flush();
        OutputStream raw = new FileOutputStream(FileDescriptor.out);
        raw.write(new byte[100]);
        raw.flush();
        if (System.in.read() >= 0) {
            throw new IOException("there is something on standard input");
        }
        throw new IOException("printed");
    }

    private static void write(Transcript into) {
        while (true) {
            into.text().append("and so on ");
        }
    }

    private static void attach(int number, Transcript into) throws IOException {
        for (int i = 0; i < number; i++) {
            byte[] bytes = ("file " + i).getBytes(StandardCharsets.US_ASCII);
            into.attach("name " + i, new ByteArrayInputStream(bytes));
        }
    }

    private static void swell(Transcript into) throws IOException {
        byte[] megabyte = new byte[1024 * 1024];
        for (int i = 0; i < 100; i++) {
            into.attach("a", new ByteArrayInputStream(megabyte));
        }
    }

    /** Says that it has written a file, which is another by a second name. */
    private static void link(Path target, Transcript into) throws IOException {
        into.attach("a", new ByteArrayInputStream(new byte[1]));
        Path written = into.attachments().getFirst().bytes();
        Files.delete(written);
        Files.createLink(written, target);
    }

    /** Recognises pages, each in less than the limit of a page. */
    private static void pages(int number, Transcript into) throws InterruptedException {
        for (int page = 1; page <= number; page++) {
            Thread.sleep(700);
            into.stage("ocr", page, number);
        }
        into.text().append("recognised");
    }

    private static String connect(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
            return "connected";
        } catch (IOException e) {
            return "refused";
        }
    }

    private static String peek(Path file) {
        try {
            Files.readAllBytes(file);
            return "read";
        } catch (IOException e) {
            return "refused";
        }
    }

    private static void fork(Transcript into) throws IOException {
        Process process = new ProcessBuilder("/bin/sleep", "1000").start();
        into.text().append("started " + process.isAlive());
    }
}
