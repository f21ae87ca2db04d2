package org.carrel.ingest.describe;

import com.optimaize.langdetect.DetectedLanguage;
import com.optimaize.langdetect.LanguageDetector;
import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfile;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.carrel.ingest.FileProperties;
import org.jspecify.annotations.Nullable;

/** Tells a text's language by its letter groups (language-detector, 71 profiles). */
final class Languages {

    /** A page or two tell the language; the rest of a long text only costs time. */
    private static final int ENOUGH = 6_000;

    /** Below this the letter groups of names and numbers decide. */
    private static final int TOO_FEW_LETTERS = 40;

    private final LanguageDetector detector;

    Languages() {
        try {
            this.detector =
                    LanguageDetectorBuilder.create(NgramExtractors.standard())
                            .withProfiles(profiles())
                            .seed(1) // It draws at random: the same text, the same answer.
                            .build();
        } catch (IOException e) {
            throw new UncheckedIOException("the language profiles cannot be read", e);
        }
    }

    /** Those of languages that ISO 639-1 has a code for. */
    private static List<LanguageProfile> profiles() throws IOException {
        return new LanguageProfileReader()
                .readAllBuiltIn().stream()
                        .filter(profile -> profile.getLocale().getLanguage().length() == 2)
                        .toList();
    }

    @Nullable Guess<String> guess(Subject subject) {
        String words = words(subject.text());
        if (words.length() < TOO_FEW_LETTERS) {
            return stated(subject.properties());
        }
        List<DetectedLanguage> found = detector.getProbabilities(words);
        if (found.isEmpty()) {
            return stated(subject.properties());
        }
        DetectedLanguage best = found.getFirst();
        return new Guess<>(
                best.getLocale().getLanguage(), Math.clamp(best.getProbability(), 0.0, 0.99), null);
    }

    /** Letters and single blanks; capitals are lowered, because a form's capitals look foreign. */
    private static String words(String text) {
        StringBuilder words = new StringBuilder();
        for (int at = 0; at < text.length() && words.length() < ENOUGH; at++) {
            char c = text.charAt(at);
            if (Character.isLetter(c) || c == '\'') {
                words.append(Character.toLowerCase(c));
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.toString();
    }

    private static @Nullable Guess<String> stated(FileProperties properties) {
        if (properties.language() == null) {
            return null;
        }
        String language = Locale.forLanguageTag(properties.language()).getLanguage();
        return language.length() == 2 ? new Guess<>(language, 0.5, null) : null;
    }
}
