/** That nothing leaves the machine. */
@NullUnmarked
package org.carrel.egress;

import org.jspecify.annotations.NullUnmarked;
