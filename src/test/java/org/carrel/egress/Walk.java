package org.carrel.egress;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From the installed files to an exported audit log by the launcher's commands, as a process of its
 * own. Ends with 0 when every step did.
 */
final class Walk {

    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");

    private final Path repository;
    private final Path folder;

    private Walk(Path repository, Path folder) {
        this.repository = repository;
        this.folder = folder;
    }

    /**
     * @param arguments the repository, and a folder to write into
     */
    public static void main(String[] arguments) throws Exception {
        new Walk(Path.of(arguments[0]), Path.of(arguments[1])).go();
    }

    private void go() throws IOException, InterruptedException {
        try {
            String address = first(ADDRESS, carrel("up", "--detach"));
            String note = repository.resolve("ingest/samples/discharge-note.txt").toString();
            carrel("ingest", note, "--collection", "Ward", "--kind", "patient");
            for (String route : List.of("extract", "generate")) {
                carrel("ask", "When is the follow-up?", "--collection", "Ward", "--route", route);
            }
            carrel("summary", "discharge-note.txt", "--collection", "Ward");
            carrel("verify", export(address).toString());
            page(address);
            carrel("status");
        } finally {
            carrel("down");
        }
    }

    private Path export(String address) throws IOException, InterruptedException {
        String[] token = carrel("token", "--role", "compliance").strip().split("\\s+");
        Path file = folder.resolve("audit.zip");
        send(
                HttpRequest.newBuilder(URI.create(address + "/api/v1/audit/export"))
                        .header("Authorization", "Bearer " + token[token.length - 1])
                        .build(),
                BodyHandlers.ofFile(file));
        return file;
    }

    // What a browser asks for first.
    private static void page(String address) throws IOException, InterruptedException {
        for (String path :
                List.of(
                        "/api/v1/config",
                        "/auth/realms/carrel/.well-known/openid-configuration",
                        "/q/health")) {
            send(
                    HttpRequest.newBuilder(URI.create(address + path)).build(),
                    BodyHandlers.discarding());
        }
    }

    private static <T> void send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(request, handler).statusCode();
            if (status != 200) {
                throw new IllegalStateException(request.uri().getPath() + " answered " + status);
            }
        }
    }

    private String carrel(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(repository.resolve("carrel").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, arguments[0], ".log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CARREL_BUILD", "none");
        int exit =
                builder.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
        String said = Files.readString(output);
        if (!arguments[0].equals("token")) {
            System.out.println(said);
        }
        if (exit != 0) {
            throw new IllegalStateException("carrel " + arguments[0] + " ended with " + exit);
        }
        return said;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no address in what the launcher said");
        }
        return matcher.group();
    }
}
