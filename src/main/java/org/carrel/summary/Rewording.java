package org.carrel.summary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.carrel.answer.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Lets the language model word a draft's sections, one after the other. A sentence that its quotes
 * carry takes their place; what no such sentence cites stays as it was quoted.
 */
final class Rewording {

    /** Lines with a reason are shown as they stand: a lawyer reads the wording itself. */
    private static final Set<String> AS_THEY_STAND = Set.of(Brief.ID, "unusual");

    private final Wording wording;
    private final Watch watch;
    private final AtomicReference<Optional<Runnable>> current =
            new AtomicReference<>(Optional.empty());
    private volatile long first;
    private final List<Wording.Worded> written = new ArrayList<>();

    Rewording(Wording wording, Watch watch) {
        this.wording = wording;
        this.watch = watch;
    }

    /** Stops the generation that runs, within one token. */
    void cancel() {
        current.get().ifPresent(Runnable::run);
    }

    /** Of the model that wrote; empty where none did. */
    String modelSha256() {
        return written.isEmpty() ? "" : written.getFirst().modelSha256();
    }

    /** Of what the model read, in order. */
    String promptsSha256() {
        return written.stream().map(Wording.Worded::promptSha256).collect(Collectors.joining(" "));
    }

    /** From a time of {@link System#nanoTime} to the first written text; null without any. */
    @Nullable Long millisToFirst(long start) {
        return first == 0 ? null : (first - start) / 1_000_000;
    }

    /**
     * Words all sections.
     *
     * @throws CancellationException when stopped
     */
    Draft of(Draft draft, BooleanSupplier stopped) {
        List<Draft.Section> sections = new ArrayList<>();
        for (int i = 0; i < draft.sections().size(); i++) {
            if (stopped.getAsBoolean()) {
                throw new CancellationException();
            }
            watch.progress(i, draft.sections().size(), "sections");
            Draft.Section section = draft.sections().get(i);
            sections.add(
                    section.lines().isEmpty() || AS_THEY_STAND.contains(section.id())
                            ? section
                            : worded(section, stopped));
        }
        return new Draft(sections);
    }

    private Draft.Section worded(Draft.Section section, BooleanSupplier stopped) {
        Wording.Running running =
                wording.start(
                        section.name(),
                        section.lines().stream().map(Draft.Line::text).toList(),
                        text -> wrote(section.id(), text));
        current.set(Optional.of(running.cancel()));
        if (stopped.getAsBoolean()) {
            running.cancel().run();
        }
        Wording.Worded worded = running.worded().toCompletableFuture().join();
        current.set(Optional.empty());
        written.add(worded);
        return new Draft.Section(section.id(), section.name(), lines(section.lines(), worded));
    }

    private void wrote(String section, String text) {
        if (first == 0) {
            first = System.nanoTime();
        }
        watch.delta(section, text);
    }

    private static List<Draft.Line> lines(List<Draft.Line> quoted, Wording.Worded worded) {
        List<Draft.Line> lines = new ArrayList<>();
        Set<Draft.Line> said = new HashSet<>();
        for (Wording.Line line : worded.lines()) {
            if (line.supported()) {
                List<Draft.Line> of = line.quotes().stream().map(quoted::get).toList();
                said.addAll(of);
                lines.add(
                        new Draft.Line(
                                line.text(),
                                Made.WORDED,
                                of.stream()
                                        .flatMap(each -> each.from().stream())
                                        .distinct()
                                        .toList(),
                                null));
            }
        }
        quoted.stream().filter(each -> !said.contains(each)).forEach(lines::add);
        return lines;
    }
}
