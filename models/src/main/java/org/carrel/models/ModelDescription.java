package org.carrel.models;

/**
 * Which model answered.
 *
 * @param name such as {@code tinyllama-1.1b-chat}
 * @param sha256 of the file it was imported from, lower-case hexadecimal
 * @param contextLength in tokens
 */
public record ModelDescription(String name, String sha256, int contextLength) {}
