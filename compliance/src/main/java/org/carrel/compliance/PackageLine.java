package org.carrel.compliance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.carrel.compliance.tree.Hash;
import org.carrel.compliance.tree.Subtree;
import org.jspecify.annotations.Nullable;

/**
 * A line of an export's {@code entries.jsonl}. The lines together stand for every entry of the log
 * from the first on, in order: an entry is shown, or a run of entries is represented by the roots
 * of their subtrees. So the root follows from the lines alone, whatever is left out.
 */
public sealed interface PackageLine {

    /** The most bytes in a line, its end not counted. */
    int MAX_BYTES = 256 * 1024;

    /**
     * An entry.
     *
     * @param entry as it stands in the log
     * @param leaf its hash as the log stored it; differs from {@code entry.leaf()} only where
     *     something was changed, and then says where
     * @param disclosed values of personal fields, by the fields' names; those left out stay secret
     */
    record Shown(LogEntry entry, Hash leaf, Map<String, Disclosure> disclosed)
            implements PackageLine {

        public Shown {
            disclosed = Collections.unmodifiableMap(new TreeMap<>(disclosed));
        }

        private Json json() {
            var members = new TreeMap<String, Json>();
            members.put("entry", CanonicalForm.json(entry.sequence(), entry.event()));
            members.put("leaf", new Json.Text(leaf.hex()));
            if (!disclosed.isEmpty()) {
                var fields = new TreeMap<String, Json>();
                disclosed.forEach((field, d) ->
                        fields.put(
                                field,
                                Json.Members.ofTexts(
                                        Map.of("salt", d.salt(), "value", d.value()))));
                members.put("disclosed", new Json.Members(fields));
            }
            return new Json.Members(members);
        }
    }

    /**
     * Entries that are not shown.
     *
     * @param first sequence
     * @param last sequence, inclusive
     * @param hashes roots of the largest complete subtrees that are these entries, in order
     */
    record Skipped(long first, long last, List<Hash> hashes) implements PackageLine {

        /**
         * @throws MalformedAuditException if the range is empty or no range of sequences
         */
        public Skipped {
            if (first < 1 || last < first || last > ChainHead.MAX_SEQUENCE) {
                throw new MalformedAuditException("what is skipped is no range of sequences");
            }
            hashes = List.copyOf(hashes);
        }

        /** Of the subtrees that {@link org.carrel.compliance.tree.Tree#subtrees} gives. */
        static Skipped of(long first, long last, List<Subtree> subtrees) {
            return new Skipped(first, last, subtrees.stream().map(Subtree::hash).toList());
        }

        private Json json() {
            var texts = hashes.stream().map(h -> (Json) new Json.Text(h.hex())).toList();
            return new Json.Members(
                    Map.of(
                            "skipped",
                            new Json.Members(
                                    Map.of(
                                            "first",
                                            new Json.Whole(first),
                                            "hashes",
                                            new Json.Items(texts),
                                            "last",
                                            new Json.Whole(last)))));
        }
    }

    /** The line in canonical JSON, without its end. */
    default String write() {
        return switch (this) {
            case Shown shown -> shown.json().canonical();
            case Skipped skipped -> skipped.json().canonical();
        };
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws MalformedAuditException if the line is anything else
     */
    static PackageLine parse(String line) {
        Map<String, Json> members = EntryReader.members(JsonReader.read(line), "a line");
        return members.containsKey("skipped") ? skipped(members) : shown(members);
    }

    private static Shown shown(Map<String, Json> members) {
        requireNames(members, Set.of("disclosed", "entry", "leaf"));
        return new Shown(
                EntryReader.entry(members.get("entry")),
                hash(members.get("leaf")),
                disclosed(members.get("disclosed")));
    }

    private static Map<String, Disclosure> disclosed(@Nullable Json json) {
        if (json == null) {
            return Map.of();
        }
        var disclosed = new TreeMap<String, Disclosure>();
        EntryReader.members(json, "disclosed")
                .forEach((field, value) -> {
                    CommittedEvent.requireField(field);
                    Map<String, Json> parts = EntryReader.members(value, "a disclosed field");
                    requireNames(parts, Set.of("salt", "value"));
                    disclosed.put(
                            field,
                            new Disclosure(
                                    EntryReader.text(parts, "salt"),
                                    EntryReader.text(parts, "value")));
                });
        if (disclosed.isEmpty()) {
            throw new MalformedAuditException("disclosed is there but empty");
        }
        return disclosed;
    }

    private static Skipped skipped(Map<String, Json> members) {
        requireNames(members, Set.of("skipped"));
        Map<String, Json> parts = EntryReader.members(members.get("skipped"), "skipped");
        requireNames(parts, Set.of("first", "hashes", "last"));
        if (!(parts.get("hashes") instanceof Json.Items(List<Json> values))) {
            throw new MalformedAuditException("hashes are not an array");
        }
        var hashes = new ArrayList<Hash>();
        values.forEach(value -> hashes.add(hash(value)));
        return new Skipped(
                EntryReader.whole(parts, "first"), EntryReader.whole(parts, "last"), hashes);
    }

    private static Hash hash(@Nullable Json json) {
        if (json instanceof Json.Text(String hex)) {
            try {
                return Hash.parseHex(hex);
            } catch (IllegalArgumentException e) {
                // Said below.
            }
        }
        throw new MalformedAuditException("a hash is not 64 lower-case hexadecimal digits");
    }

    private static void requireNames(Map<String, Json> members, Set<String> names) {
        if (!names.containsAll(members.keySet())) {
            throw new MalformedAuditException("a member is not known");
        }
    }
}
