package org.carrel.answer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.carrel.launch.eval.Evaluation;
import org.carrel.launch.eval.Progress;

/**
 * {@code ./carrel eval} without a server: the same readers of sets, halves, scores and table
 * (docs/evaluation.md) over {@link EvidenceFinder} in this process, so that a change of the
 * evidence is measured in seconds. Texts, indexes and vectors stay in a folder; the first run over
 * a set makes them, which takes as long as its embedding, some 30 ms a passage.
 *
 * <p>The figures agree with the server's but for what a person's or a model's word may add there:
 * answers are extracted, and a document is called by what rules find in it.
 *
 * <p>To run: {@code ./mvnw -q -pl src -am -Dskip.ui -DskipTests test-compile}, then this class with
 * the module's test class path, {@code --add-modules jdk.incubator.vector}, and as arguments the
 * set's folder, {@code development}, {@code held-out} or {@code all}, the folder to keep things in,
 * and if wanted a file for all answers as JSON and another such file to compare with. Settings are
 * system properties, such as {@code -Dcarrel.answer.hedge-from=0.3}.
 */
public final class EvidenceBench {

    private EvidenceBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Evaluation.Options options =
                new Evaluation.Options(
                        arguments[1],
                        0,
                        "extract",
                        null,
                        false,
                        false,
                        arguments.length > 3 ? Path.of(arguments[3]) : null,
                        arguments.length > 4 ? Path.of(arguments[4]) : null);
        try (InProcess process = InProcess.in(Path.of(arguments[2]))) {
            new Evaluation(process, new Said(), options).run(List.of(Path.of(arguments[0])));
        }
        System.exit(0);
    }

    /** Lines alone. */
    private static final class Said implements Progress {
        @Override
        public void count(long done, long total, String text) {}

        @Override
        public void say(String line) {
            System.out.println(line);
        }
    }
}
