package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import java.util.Arrays;
import org.etcdrecovery.core.bolt.ForwardingLeafVisitor;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;

/**
 * Passes on the leaves whose keys come after all before them. A damaged branch may lead to a page twice, or to one of another
 * place; such a leaf is lost.
 */
final class OrderedLeaves extends ForwardingLeafVisitor {
    private byte[] lastKey = {};

    OrderedLeaves(LeafVisitor target) {
        super(target);
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        if (leaf.count() == 0) {
            return;
        }
        if (Arrays.compareUnsigned(lastKey, leaf.key(0)) >= 0) {
            lost();
            return;
        }
        lastKey = leaf.key(leaf.count() - 1);
        super.leaf(leaf);
    }
}
