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
 * @param children how many documents are read at once, each by a JVM of its own
 * @param filesPerChild after which a child is replaced; 1 keeps documents apart entirely
 * @param times limits on time
 * @param sizes limits on a file and on what comes out of it
 * @param recognition of text in pictures
 * @param requireNetworkNamespace whether to fail where a child would have the network
 * @param workFolder for short-lived plain copies; one a running extractor, on the same file system
 *     as the files so that they are linked, not copied
 */
public record ExtractorSettings(
        Path javaExecutable,
        List<Path> classPath,
        long heapBytes,
        int children,
        int filesPerChild,
        Times times,
        Sizes sizes,
        Recognition recognition,
        boolean requireNetworkNamespace,
        Path workFolder) {

    private static final long MEGABYTE = 1024L * 1024;

    public ExtractorSettings {
        classPath = List.copyOf(classPath);
        if (classPath.isEmpty() || children < 1 || filesPerChild < 1) {
            throw new IllegalArgumentException("extraction needs a class path and a child");
        }
        if (heapBytes < 8 * MEGABYTE) {
            throw new IllegalArgumentException("extraction needs 8 MB of heap");
        }
    }

    /**
     * Limits on time.
     *
     * @param start of a child, until it is ready
     * @param document from handing it over to having its text
     * @param recognisedPage more for each page whose text was recognised
     * @param total for one document, however many pages are recognised
     * @param idle after which a child without work is stopped, to give its memory back
     */
    public record Times(
            Duration start,
            Duration document,
            Duration recognisedPage,
            Duration total,
            Duration idle) {

        /** 60 s to start, 60 s a document or recognised page, an hour in all, 5 minutes idle. */
        public static final Times DEFAULT =
                new Times(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofHours(1),
                        Duration.ofMinutes(5));

        public Times {
            for (Duration each : List.of(start, document, recognisedPage, total, idle)) {
                if (each.toMillis() < 1) {
                    throw new IllegalArgumentException("extraction needs some time");
                }
            }
        }

        /** The same with another limit for a document. */
        public Times withDocument(Duration limit) {
            return new Times(start, limit, recognisedPage, total, idle);
        }

        /** The same with other limits for a recognised page and in all. */
        public Times withRecognition(Duration page, Duration inAll) {
            return new Times(start, document, page, inAll, idle);
        }

        /** The same with another time without work. */
        public Times withIdle(Duration limit) {
            return new Times(start, document, recognisedPage, total, limit);
        }
    }

    /**
     * Limits on size.
     *
     * @param fileBytes longest file taken
     * @param textCharacters longest text taken from one file, in UTF-16 units
     * @param attachments most files within one file
     */
    public record Sizes(long fileBytes, int textCharacters, int attachments) {

        /** A file may unpack to this many times its bytes, or to {@link #UNPACKED_BYTES}. */
        static final int EXPANSION = 100;

        static final long UNPACKED_BYTES = 10 * MEGABYTE;

        /** 200 MB a file, 20 million characters, 2,000 attachments. */
        public static final Sizes DEFAULT = new Sizes(200 * MEGABYTE, 20_000_000, 2_000);

        public Sizes {
            if (fileBytes < 1 || textCharacters < 1 || attachments < 0) {
                throw new IllegalArgumentException("extraction needs limits above 0");
            }
        }

        /** Most bytes of attachments of a file of this size. */
        long attachedBytes(long size) {
            return Math.max(UNPACKED_BYTES, EXPANSION * size);
        }
    }

    /**
     * Recognition of text in pictures.
     *
     * @param languages in order, such as {@code eng}; none turns it off
     * @param languageFolder holds {@code <language>.traineddata} for each that is there
     */
    public record Recognition(List<String> languages, Path languageFolder) {

        /** None. */
        public static final Recognition OFF = new Recognition(List.of(), Path.of("/nonexistent"));

        public Recognition {
            languages = List.copyOf(languages);
        }
    }

    /**
     * One child of 512 MB for 1,000 files, run by the JVM and with the parser jars of this process;
     * no recognition.
     */
    public static ExtractorSettings defaults(Path workFolder) {
        return new ExtractorSettings(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                ChildClassPath.ofRunningJvm(),
                512 * MEGABYTE,
                1,
                1_000,
                Times.DEFAULT,
                Sizes.DEFAULT,
                Recognition.OFF,
                false,
                workFolder);
    }

    /** The same with another heap. */
    public ExtractorSettings withHeapBytes(long bytes) {
        return new ExtractorSettings(
                javaExecutable,
                classPath,
                bytes,
                children,
                filesPerChild,
                times,
                sizes,
                recognition,
                requireNetworkNamespace,
                workFolder);
    }

    /** The same with another number of children, each for so many files. */
    public ExtractorSettings withChildren(int number, int files) {
        return new ExtractorSettings(
                javaExecutable,
                classPath,
                heapBytes,
                number,
                files,
                times,
                sizes,
                recognition,
                requireNetworkNamespace,
                workFolder);
    }

    /** The same with another number of children. */
    public ExtractorSettings withChildren(int number) {
        return withChildren(number, filesPerChild);
    }

    /** The same with other limits on time. */
    public ExtractorSettings withTimes(Times limits) {
        return new ExtractorSettings(
                javaExecutable,
                classPath,
                heapBytes,
                children,
                filesPerChild,
                limits,
                sizes,
                recognition,
                requireNetworkNamespace,
                workFolder);
    }

    /** The same with another time limit for a document. */
    public ExtractorSettings withTimeLimit(Duration document) {
        return withTimes(times.withDocument(document));
    }

    /** The same with other limits on size. */
    public ExtractorSettings withSizes(Sizes limits) {
        return new ExtractorSettings(
                javaExecutable,
                classPath,
                heapBytes,
                children,
                filesPerChild,
                times,
                limits,
                recognition,
                requireNetworkNamespace,
                workFolder);
    }

    /** The same with other bounds on a file and on the text in it. */
    public ExtractorSettings withSizes(long fileBytes, int textCharacters) {
        return withSizes(new Sizes(fileBytes, textCharacters, sizes.attachments()));
    }

    /** The same with another recognition. */
    public ExtractorSettings withRecognition(Recognition other) {
        return new ExtractorSettings(
                javaExecutable,
                classPath,
                heapBytes,
                children,
                filesPerChild,
                times,
                sizes,
                other,
                requireNetworkNamespace,
                workFolder);
    }

    /** The same, failing or not where a child would have the network. */
    public ExtractorSettings withRequireNetworkNamespace(boolean required) {
        return new ExtractorSettings(
                javaExecutable,
                classPath,
                heapBytes,
                children,
                filesPerChild,
                times,
                sizes,
                recognition,
                required,
                workFolder);
    }

    /** The same with another program and class path for the child. */
    public ExtractorSettings withJava(Path executable, List<Path> path) {
        return new ExtractorSettings(
                executable,
                path,
                heapBytes,
                children,
                filesPerChild,
                times,
                sizes,
                recognition,
                requireNetworkNamespace,
                workFolder);
    }
}
