package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "jobs",
        description = "Lists the newest jobs: what was sent, and how far it is.",
        footer = "Follow one: carrel ingest --watch JOB")
final class JobsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        JsonNode jobs = Session.with(session -> session.api().jobs());
        for (JsonNode job : jobs.path("items")) {
            System.out.println(
                    "  "
                            + Printable.line(
                                    String.format(
                                            "%s  %-10s %s  %s",
                                            job.path("id").asText(),
                                            job.path("state").asText(),
                                            job.path("createdAt").asText(),
                                            Following.line(job))));
        }
        return 0;
    }
}
