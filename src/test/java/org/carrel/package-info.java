@NullUnmarked
package org.carrel;

import org.jspecify.annotations.NullUnmarked;
