package org.carrel.grant;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that takes a sign-in not older than {@code carrel.grant.step-up-age}, or one of the level
 * {@code carrel.grant.step-up-acr}. Without it the answer is 401, problem {@code step-up-required},
 * with the challenge of RFC 9470. A system cannot sign in again: its scope alone decides.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface StepUp {}
