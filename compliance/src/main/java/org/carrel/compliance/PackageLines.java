package org.carrel.compliance;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.carrel.compliance.tree.Tree;
import org.jspecify.annotations.Nullable;

/** Puts lines for what is skipped between the entries that are shown, and after the last. */
final class PackageLines implements Iterator<PackageLine> {

    private final Iterator<PackageLine.Shown> shown;
    private final Iterator<Long> sizes;
    private final Tree tree;
    private final long end;
    private long written;
    private long nextSize;
    private PackageLine.@Nullable Shown ahead;

    /**
     * @param sizes of checkpoints, ascending, the last that of the tree: no line of skipped entries
     *     goes past one, so that the root there can be seen
     */
    PackageLines(Iterator<PackageLine.Shown> shown, List<Long> sizes, Tree tree) {
        this.shown = shown;
        this.sizes = sizes.iterator();
        this.tree = tree;
        this.end = sizes.getLast();
        this.nextSize = this.sizes.next();
        advance();
    }

    @Override
    public boolean hasNext() {
        return written < end;
    }

    @Override
    public PackageLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        PackageLine.Shown entry = ahead;
        if (entry != null && entry.entry().sequence() == written + 1) {
            written++;
            advance();
            return entry;
        }
        while (nextSize <= written) {
            nextSize = sizes.next();
        }
        long first = written + 1;
        written = entry == null ? nextSize : Math.min(nextSize, entry.entry().sequence() - 1);
        return PackageLine.Skipped.of(first, written, tree.subtrees(first - 1, written));
    }

    private void advance() {
        ahead = shown.hasNext() ? shown.next() : null;
        if (ahead != null
                && (ahead.entry().sequence() <= written || ahead.entry().sequence() > end)) {
            throw new IllegalArgumentException("entries are not ascending within the checkpoint");
        }
    }
}
