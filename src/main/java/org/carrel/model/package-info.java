/**
 * The models of this machine: which are there, who vouches for them, and which one answers.
 *
 * <p>{@link org.carrel.model.Catalogue} knows what lies in the folder of models and what was
 * decided about it; {@link org.carrel.model.Imports} brings a model in from the folder of incoming
 * files, by a process of its own; {@link org.carrel.model.Serving} is the model that answers, and
 * is changed to another while answers are written. Whether one may take over is decided in {@code
 * org.carrel.gate}. The design is docs/adr/0035.
 *
 * <p>Invariant: no model is opened that is neither shipped, nor signed by an accepted key, nor
 * taken in by a person's recorded decision, and none whose folder changed since.
 */
@NullMarked
package org.carrel.model;

import org.jspecify.annotations.NullMarked;
