package org.carrel.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carrel.answer.GroundedTrial;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.model.Catalogue;
import org.carrel.model.Evaluation;
import org.carrel.model.KnownModel;
import org.carrel.model.ModelTask;
import org.carrel.model.WorkRefusedException;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.child.ModelPrograms;
import org.carrel.models.trial.TrialAnswer;
import org.carrel.models.trial.TrialFailedException;
import org.carrel.models.trial.TrialPrompt;

/** Has a candidate and the active model answer the same questions, each in a process of its own. */
@ApplicationScoped
class Evaluations implements ModelTask {

    private final Catalogue catalogue;
    private final Gate gate;
    private final ModelPrograms programs;
    private final GroundedTrial trial;
    private final EncoderTrial encoders;
    private final GateConfig config;
    private final AuditLog audit;

    Evaluations(
            Catalogue catalogue,
            Gate gate,
            ModelPrograms programs,
            GroundedTrial trial,
            EncoderTrial encoders,
            GateConfig config,
            AuditLog audit) {
        this.catalogue = catalogue;
        this.gate = gate;
        this.programs = programs;
        this.trial = trial;
        this.encoders = encoders;
        this.config = config;
        this.audit = audit;
    }

    @Override
    public String kind() {
        return "evaluation";
    }

    @Override
    public Evaluation run(Order order, ModelPrograms.Listener progress)
            throws IOException, InterruptedException, WorkRefusedException {
        Questions questions = Questions.load(config.questions());
        KnownModel candidate = usable(order.model());
        if (candidate.description().makesVectors()) {
            Evaluation found = encoders.of(order.id(), candidate, questions, progress);
            record(order, found);
            return found;
        }
        Optional<KnownModel> incumbent = gate.incumbent(candidate);
        Evaluation.Score own = score(candidate, questions, named("candidate", progress));
        Evaluation.Incumbent other = null;
        if (incumbent.isPresent()) {
            KnownModel active = incumbent.get();
            other =
                    new Evaluation.Incumbent(
                            active.name(),
                            active.sha256(),
                            score(active, questions, named("incumbent", progress)));
        }
        Policy.Decision decision =
                new Policy(config.tolerance(), config.leastCorrect())
                        .decide(
                                questions.items().size(),
                                own,
                                other == null ? null : other.score());
        var found =
                new Evaluation(
                        order.id(),
                        questions.items().size(),
                        questions.sha256(),
                        candidate.sha256(),
                        own,
                        other,
                        decision.passed(),
                        decision.why(),
                        Instant.now().truncatedTo(ChronoUnit.MICROS));
        record(order, found);
        return found;
    }

    private KnownModel usable(String name) throws WorkRefusedException {
        KnownModel model =
                catalogue
                        .find(name)
                        .orElseThrow(() -> new WorkRefusedException("The model is gone."));
        Optional<String> refusal = Openable.trialRefusal(model);
        if (refusal.isPresent()) {
            throw new WorkRefusedException(refusal.get());
        }
        return model;
    }

    private Evaluation.Score score(
            KnownModel model, Questions questions, ModelPrograms.Listener progress)
            throws IOException, InterruptedException, WorkRefusedException {
        List<TrialPrompt> prompts = new ArrayList<>();
        for (Questions.Item item : questions.items()) {
            LanguageModel.Prompt prompt = trial.prompt(item.question(), item.evidence());
            prompts.add(
                    new TrialPrompt(
                            item.id(),
                            prompt.system(),
                            prompt.user(),
                            trial.limits().maxTokens(),
                            trial.limits().stops()));
        }
        try {
            return counted(questions, programs.trying(model.folder(), prompts, progress));
        } catch (TrialFailedException e) {
            throw new WorkRefusedException(
                    "The model " + model.name() + " cannot be tried: " + e.getMessage() + ".");
        }
    }

    private Evaluation.Score counted(Questions questions, List<TrialAnswer> answers) {
        int correct = 0;
        int unsupported = 0;
        long tokens = 0;
        long millis = 0;
        for (int i = 0; i < answers.size(); i++) {
            Questions.Item item = questions.items().get(i);
            TrialAnswer answer = answers.get(i);
            if (answer.finish() != TrialAnswer.Finish.REFUSED) {
                GroundedTrial.Checked checked =
                        trial.checked(
                                item.question(), item.evidence(), answer.text(), finish(answer));
                correct += item.isAnsweredBy(checked.supported()) ? 1 : 0;
                unsupported += checked.unsupported() > 0 ? 1 : 0;
            }
            tokens += answer.generatedTokens();
            millis += answer.millis();
        }
        double perSecond = millis == 0 ? 0 : tokens * 1_000.0 / millis;
        return new Evaluation.Score(correct, unsupported, perSecond);
    }

    private static Generation.Finish finish(TrialAnswer answer) {
        return switch (answer.finish()) {
            case STOP -> Generation.Finish.STOP;
            case LENGTH -> Generation.Finish.LENGTH;
            case TIME, REFUSED -> Generation.Finish.CANCELLED;
        };
    }

    private void record(Order order, Evaluation found) {
        Map<String, String> details = new HashMap<>();
        details.put("model", order.model());
        details.put("sha256", found.candidateSha256());
        details.put("evaluation", found.id().toString());
        details.put("questionsSha256", found.questionsSha256());
        details.put("correct", found.candidate().correct() + "/" + found.questions());
        details.put("unsupported", found.candidate().unsupported() + "/" + found.questions());
        details.put("passed", Boolean.toString(found.passed()));
        if (found.incumbent() != null) {
            details.put("incumbentSha256", found.incumbent().sha256());
        }
        audit.recordNow(
                new AuditEvent(
                        found.at(),
                        order.by(),
                        "model.evaluate",
                        Outcome.SUCCESS,
                        null,
                        null,
                        null,
                        details));
    }

    private static ModelPrograms.Listener named(String stage, ModelPrograms.Listener progress) {
        return new ModelPrograms.Listener() {
            @Override
            public void at(String own, long done, long total) {
                progress.at(stage, done, total);
            }

            @Override
            public boolean stopped() {
                return progress.stopped();
            }
        };
    }
}
