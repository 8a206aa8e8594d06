package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BranchBuilder.Child;

/**
 * One level of branches above the leaves. A full page is held back until the next one has two children, because a last
 * page with a single child must borrow from it.
 */
final class BranchLevel {
    private final PageOutput output;
    private final Parent parent;
    private BranchBuilder held = new BranchBuilder();
    private BranchBuilder current = new BranchBuilder();
    private boolean written;

    /** The level above, or whatever collects the pages of this one. */
    interface Parent {
        void add(Child child) throws IOException;
    }

    BranchLevel(PageOutput output, Parent parent) {
        this.output = output;
        this.parent = parent;
    }

    void add(Child child) throws IOException {
        if (current.size() + child.size() > output.pageSize() && current.count() >= BranchBuilder.MIN_CHILDREN) {
            write(held);
            BranchBuilder empty = held;
            held = current;
            current = empty;
        }
        current.add(child);
    }

    /** The child of this level if it has just one; that child is then the root and this level is not needed. */
    Optional<Child> onlyChild() {
        return !written && held.count() == 0 && current.count() == 1 ? Optional.of(current.first()) : Optional.empty();
    }

    /** Writes the remaining pages. */
    void finish() throws IOException {
        if (current.count() < BranchBuilder.MIN_CHILDREN) {
            current.borrowFrom(held);
        }
        write(held);
        write(current);
    }

    private void write(BranchBuilder branch) throws IOException {
        if (branch.count() > 0) {
            written = true;
            byte[] firstKey = branch.first().firstKey();
            parent.add(new Child(firstKey, output.write(branch)));
        }
    }
}
