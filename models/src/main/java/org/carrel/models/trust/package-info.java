/**
 * Who vouches for a model: the manifest that its publisher signed, and the keys that count.
 *
 * <p>{@link org.carrel.models.trust.SignedManifest} reads what lies beside a model's files; {@link
 * org.carrel.models.trust.TrustedKey} is a key that an operator has accepted.
 */
@NullMarked
package org.carrel.models.trust;

import org.jspecify.annotations.NullMarked;
