/**
 * Messages to a syslog receiver: RFC 5424 over TLS (RFC 5425), which is also how IHE ATNA's ITI-20
 * sends audit messages.
 *
 * <p>{@link org.carrel.audit.syslog.SyslogReceiver} is the main type. What is sent, and from where
 * on, is the caller's.
 *
 * <p>Invariant: a connection is opened to a listed host and port alone, at a private address or one
 * that is listed itself, and never without a certificate that the trust store knows for that host.
 */
@NullMarked
package org.carrel.audit.syslog;

import org.jspecify.annotations.NullMarked;
