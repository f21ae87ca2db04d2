package org.carrel.launch;

import org.carrel.launch.eval.Progress;
import org.jspecify.annotations.Nullable;

/// How far an evaluation is, as a step; one for each thing that is counted.
final class EvalProgress implements Progress, AutoCloseable {
    private final Steps steps;
    private Steps.@Nullable Step step;
    private long last;

    EvalProgress(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void count(long done, long total, String text) {
        if (step == null || done <= last) {
            close();
            step = steps.begin("eval");
        }
        last = done;
        step.count(done, total, text);
    }

    @Override
    public void say(String line) {
        steps.say(Printable.text(line));
    }

    @Override
    public void close() {
        if (step != null) {
            step.close();
            step = null;
        }
    }
}
