package org.carrel.document;

import java.util.UUID;

/**
 * Another document of the collection with almost the same text.
 *
 * @param similarity the share of runs of five words that both have, 0 to 1: an estimate
 */
record Similar(UUID documentId, String name, double similarity) {}
