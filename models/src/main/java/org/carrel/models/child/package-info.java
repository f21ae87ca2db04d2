/**
 * Programs of this module in JVMs of their own: {@link org.carrel.models.child.ModelPrograms}
 * starts them, wherever this process has its jars.
 *
 * <p>A model's file may be made to break what reads it, and native code that crashes takes its
 * process along; so nothing of a model that has not been tried is read in the server. A child has
 * this module and what it needs on its class path, an empty environment, a folder of its own that
 * goes with it, and, where the kernel grants namespaces, neither the network nor sight of other
 * processes. It keeps the file system's rights of its user.
 *
 * <p>Invariant: a child ends when whoever started it ends, stops it or is no longer there.
 */
@NullMarked
package org.carrel.models.child;

import org.jspecify.annotations.NullMarked;
