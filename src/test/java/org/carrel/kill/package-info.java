@NullUnmarked
package org.carrel.kill;

import org.jspecify.annotations.NullUnmarked;
