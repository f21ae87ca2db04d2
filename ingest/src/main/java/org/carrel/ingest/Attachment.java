package org.carrel.ingest;

import java.nio.file.Path;

/**
 * A file that was found within a file, and becomes a document of its own.
 *
 * @param name as the container states it; not to be trusted as a path
 * @param bytes a plain copy, in the folder that the caller of extraction gave and clears
 */
public record Attachment(String name, Path bytes) {}
