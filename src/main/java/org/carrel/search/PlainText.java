package org.carrel.search;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * Of a question: it has a letter or a digit, no control characters but tabs and ends of lines, and
 * no half of a surrogate pair, which UTF-8 cannot say, so that two questions would have one hash.
 * Marks of writing direction are text: Arabic and Hebrew need them. Null is valid.
 */
@Documented
@Constraint(validatedBy = PlainText.Check.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainText {

    /** What is wrong, after the property's name. */
    String message() default "must hold a letter or a digit";

    /** Not used here; the specification wants it. */
    Class<?>[] groups() default {};

    /** Not used here; the specification wants it. */
    Class<? extends Payload>[] payload() default {};

    /** The rule. */
    final class Check implements ConstraintValidator<PlainText, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null || text.isBlank()) {
                return true; // Others say so.
            }
            if (!isPrintable(text)) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(
                                "must not hold control characters or halves of surrogate pairs")
                        .addConstraintViolation();
                return false;
            }
            return text.codePoints().anyMatch(Character::isLetterOrDigit);
        }

        /** Whether it is free of control characters and halves of surrogate pairs. */
        public static boolean isPrintable(String text) {
            return text.codePoints().noneMatch(Check::isNoText);
        }

        private static boolean isNoText(int character) {
            return switch (Character.getType(character)) {
                case Character.SURROGATE -> true;
                case Character.CONTROL ->
                        character != '\t' && character != '\n' && character != '\r';
                default -> false;
            };
        }
    }
}
