@NullMarked
package org.carrel.problem;

import org.jspecify.annotations.NullMarked;
