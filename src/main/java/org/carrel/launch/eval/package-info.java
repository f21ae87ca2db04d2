/// The evaluation: sets of documents and questions, asked through the server's own REST and scored
/// here, in the command's own process.
///
/// [org.carrel.launch.eval.Evaluation] is the entry point. A [org.carrel.launch.eval.SetForm] reads
/// a folder into an [org.carrel.launch.eval.EvaluationSet]; a [org.carrel.launch.eval.Library] has
/// its documents on the server; a [org.carrel.launch.eval.Task] asks each
/// [org.carrel.launch.eval.Item] and adds scores to its [org.carrel.launch.eval.Row]; the
/// [org.carrel.launch.eval.Tally] sums them up and [org.carrel.launch.eval.Report] prints them.
///
/// Invariants: the server is used as any client uses it, by [org.carrel.launch.eval.Server]; what
/// scores is pure and knows neither server nor files; offsets are UTF-16 indexes in the server's
/// extracted text, to which the sets' own are mapped by [org.carrel.launch.eval.Alignment].
/// docs/evaluation.md has each metric's formula and source.
@NullMarked
package org.carrel.launch.eval;

import org.jspecify.annotations.NullMarked;
