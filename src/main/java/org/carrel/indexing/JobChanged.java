package org.carrel.indexing;

import java.util.UUID;

/** A job looks different once the transaction in which this is fired has been committed. */
record JobChanged(UUID jobId) {}
