package org.carrel.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What extraction may use.
 *
 * @param javaExecutable the {@code java} that runs the child
 * @param classPath jars and folders of the child, see {@link ChildClassPath}
 * @param heapBytes heap of one child
 * @param timeLimit for one document, from handing it over to having its text
 * @param children how many documents are parsed at once, each by a JVM of its own
 * @param maxTextCharacters longest text taken from one file, in UTF-16 units, attachments included
 * @param maxFileBytes longest file taken
 * @param workFolder for short-lived plain copies; one a running extractor, on the same file system
 *     as the files so that they are linked, not copied
 */
public record ExtractorSettings(
        Path javaExecutable,
        List<Path> classPath,
        long heapBytes,
        Duration timeLimit,
        int children,
        int maxTextCharacters,
        long maxFileBytes,
        Path workFolder) {

    private static final long MEGABYTE = 1024L * 1024;

    public ExtractorSettings {
        classPath = List.copyOf(classPath);
        if (classPath.isEmpty() || children < 1 || maxTextCharacters < 1 || maxFileBytes < 1) {
            throw new IllegalArgumentException("extraction needs a class path and limits above 0");
        }
        if (heapBytes < 8 * MEGABYTE || timeLimit.toMillis() < 1) {
            throw new IllegalArgumentException("extraction needs 8 MB of heap and some time");
        }
    }

    /**
     * One child of 512 MB, 60 s a document, 20 million characters, 200 MB a file, run by the JVM
     * and with the parser jars of this process.
     */
    public static ExtractorSettings defaults(Path workFolder) {
        return new ExtractorSettings(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                ChildClassPath.ofRunningJvm(),
                512 * MEGABYTE,
                Duration.ofSeconds(60),
                1,
                20_000_000,
                200 * MEGABYTE,
                workFolder);
    }

    /** The same with another heap. */
    public ExtractorSettings withHeapBytes(long bytes) {
        return new ExtractorSettings(
                javaExecutable,
                classPath,
                bytes,
                timeLimit,
                children,
                maxTextCharacters,
                maxFileBytes,
                workFolder);
    }

    /** The same with another time limit. */
    public ExtractorSettings withTimeLimit(Duration limit) {
        return new ExtractorSettings(
                javaExecutable,
                classPath,
                heapBytes,
                limit,
                children,
                maxTextCharacters,
                maxFileBytes,
                workFolder);
    }

    /** The same with another number of children. */
    public ExtractorSettings withChildren(int number) {
        return new ExtractorSettings(
                javaExecutable,
                classPath,
                heapBytes,
                timeLimit,
                number,
                maxTextCharacters,
                maxFileBytes,
                workFolder);
    }

    /** The same with other bounds on a file and on the text in it. */
    public ExtractorSettings withSizes(long fileBytes, int textCharacters) {
        return new ExtractorSettings(
                javaExecutable,
                classPath,
                heapBytes,
                timeLimit,
                children,
                textCharacters,
                fileBytes,
                workFolder);
    }
}
