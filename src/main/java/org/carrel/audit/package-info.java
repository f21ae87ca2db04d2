/** Writes the audit log. */
@NullMarked
package org.carrel.audit;

import org.jspecify.annotations.NullMarked;
