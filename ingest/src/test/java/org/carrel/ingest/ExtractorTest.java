package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carrel.ingest.Extraction.Extracted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the walk through a child keeps and what it leaves out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtractorTest {

    private final Path folder;
    private final Extractor extractor;

    ExtractorTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        extractor =
                new Extractor(ExtractorSettings.defaults(folder.resolve("work")).withChildren(2));
    }

    @AfterAll
    void stop() throws Exception {
        extractor.close();
    }

    private Extracted extract(String name, byte[] bytes) throws Exception {
        Path file = Files.createTempFile(folder, "plain", ".bin");
        Files.write(file, bytes);
        return assertInstanceOf(Extracted.class, extractor.extract(file, name), name);
    }

    @Test
    void plainTextIsReadInItsEncoding() throws Exception {
        String text =
                "Der Vertrag l\u00E4uft f\u00FCr drei Jahre. Die Geb\u00FChr betr\u00E4gt 40 Euro.";
        for (Charset charset :
                List.of(
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.ISO_8859_1)) {
            String marked = charset.equals(StandardCharsets.UTF_16LE) ? "\uFEFF" + text : text;
            assertEquals(text, extract("v.txt", marked.getBytes(charset)).text(), charset.name());
        }
    }

    @Test
    void typeIsTakenFromTheBytesNotTheName() throws Exception {
        byte[] pdf = Files.readAllBytes(Path.of("samples/services-agreement.pdf"));
        assertEquals("application/pdf", extract("agreement.txt", pdf).mediaType());
    }

    @Test
    void controlCharactersAndReorderingMarksAreLeftOut() throws Exception {
        String hostile = "pay\u0000 \u0007to \u202Eeht \u2066order\u2069 of\r\nJane\u0085 Doe";
        String text = extract("a.txt", hostile.getBytes(StandardCharsets.UTF_8)).text();
        assertTrue(text.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n'), text);
        assertTrue(text.codePoints().noneMatch(c -> c == 0x202E || c == 0x2066 || c == 0x2069));
        assertTrue(text.contains("of\nJane"), text);
    }

    @Test
    void markupWithNamesThatXmlForbidsIsRead() throws Exception {
        String html = "<html><body><o:p>Fee: $40</o:p><300>per hour</300></body></html>";
        String text = extract("a.html", html.getBytes(StandardCharsets.UTF_8)).text();
        assertTrue(text.contains("Fee: $40"), text);
    }

    @Test
    void externalEntitiesAreNotFetched() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "do-not-read-me");
        String xml =
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \""
                        + secret.toUri()
                        + "\">]><a>before &x; after</a>";
        Path file = Files.writeString(folder.resolve("xxe.xml"), xml);
        Extraction outcome = extractor.extract(file, "xxe.xml");
        assertTrue(!outcome.toString().contains("do-not-read-me"), outcome.toString());
    }

    @Test
    void manyThreadsGetTheirOwnText() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                byte[] bytes = ("Document number " + i + ".").getBytes(StandardCharsets.UTF_8);
                calls.add(() -> extract("a.txt", bytes).text());
            }
            List<Future<String>> answers = threads.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                assertEquals("Document number " + i + ".", answers.get(i).get());
            }
        }
    }

    @Test
    void noPlainCopyStaysBehind() throws Exception {
        extract("a.txt", "Some text.".getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(folder.resolve("work/child-0/in"))) {
            assertEquals(1, files.count(), "the folder alone");
        }
    }

    @Test
    void whatAKilledServerLeftIsRemoved() throws Exception {
        Path work = folder.resolve("stale");
        Path left = work.resolve("child-0/in/file");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "plain text of another run");
        try (Extractor other = new Extractor(ExtractorSettings.defaults(work))) {
            assertTrue(Files.notExists(left));
            Path file = Files.writeString(folder.resolve("fresh.txt"), "Fresh text.");
            Extraction outcome = other.extract(file, "fresh.txt");
            assertEquals("Fresh text.", assertInstanceOf(Extracted.class, outcome).text());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void childHasAnEmptyEnvironment() throws Exception {
        extract("a.txt", "Some text.".getBytes(StandardCharsets.UTF_8));
        Path environment = Path.of("/proc", String.valueOf(child().pid()), "environ");
        Set<String> names =
                Stream.of(Files.readString(environment).split("\0"))
                        .map(entry -> entry.substring(0, entry.indexOf('=')))
                        .collect(Collectors.toSet());
        assertEquals(Set.of("LC_ALL", "HOME", "OMP_THREAD_LIMIT"), names);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void childHasNoNetworkWhereTheKernelAllowsIt() throws Exception {
        Process probe = new ProcessBuilder("unshare", "--user", "--net", "true").start();
        assumeTrue(probe.waitFor() == 0, "no user namespaces here");
        extract("a.txt", "Some text.".getBytes(StandardCharsets.UTF_8));
        Path own = Path.of("/proc/self/ns/net");
        Path childs = Path.of("/proc", String.valueOf(child().pid()), "ns/net");
        assertNotEquals(Files.readSymbolicLink(own), Files.readSymbolicLink(childs));
    }

    private ProcessHandle child() {
        return ChildProcesses.in(folder.resolve("work")).findFirst().orElseThrow();
    }
}
