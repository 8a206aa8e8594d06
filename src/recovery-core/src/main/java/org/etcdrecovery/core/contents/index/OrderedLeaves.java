package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import java.util.Arrays;
import org.etcdrecovery.core.bolt.KeyRange;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;

/**
 * Passes on the leaves whose keys come after all before them. A damaged branch may lead to a page twice, or to one of another
 * place; such a leaf is lost.
 */
final class OrderedLeaves implements LeafVisitor {
    private final LeafVisitor target;
    private byte[] lastKey = {};

    OrderedLeaves(LeafVisitor target) {
        this.target = target;
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        if (leaf.count() == 0) {
            return;
        }
        if (Arrays.compareUnsigned(lastKey, leaf.key(0)) >= 0) {
            target.lost();
            return;
        }
        lastKey = leaf.key(leaf.count() - 1);
        target.leaf(leaf);
    }

    @Override
    public KeyRange range() {
        return target.range();
    }

    @Override
    public void lost() throws IOException {
        target.lost();
    }

    @Override
    public void end() throws IOException {
        target.end();
    }
}
