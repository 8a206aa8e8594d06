package org.etcdrecovery.console.explorer.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.explorer.picture.Treemap.Part;
import org.etcdrecovery.console.explorer.picture.TreemapCard;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.contents.index.Totals;
import org.etcdrecovery.core.keyspace.GoQuote;

/** The treemap of one level of the tree. */
final class LevelCard {
    private final Texts texts = Texts.of("explorer");
    private final KeysViewModel model;
    private final TreemapCard card = new TreemapCard("treemap", texts.get("treemap.bytes"));
    /** What each part of the picture is; empty for all that are too small. */
    private final List<Optional<Subtree>> shown = new ArrayList<>();

    LevelCard(KeysViewModel model) {
        this.model = model;
        card.treemap().setId("treemap");
        card.treemap().onChosen(part -> part(part).ifPresent(model::selectInLevel));
        card.treemap().onOpened(part -> part(part).ifPresent(model::enter));
        card.onUp(model::leave);
        model.level().subscribe(now -> now.ifPresent(this::show));
        model.selection().subscribe(_ -> mark());
    }

    /** The card itself. */
    TreemapCard card() {
        return card;
    }

    private Optional<Subtree> part(int part) {
        return shown.get(part);
    }

    private void show(TreeLevel level) {
        card.sayKeys(texts.get(level.grouped() ? "treemap.grouped" : "treemap.keys"));
        List<Part> parts = new ArrayList<>();
        shown.clear();
        level.parts().forEach(part -> {
            if (shown.stream().allMatch(Optional::isPresent) && part.bytes() < level.rest().bytes()) {
                addOther(level.rest(), parts);
            }
            String name = KeyRow.name(part.name(), texts);
            parts.add(of(LeadingLetters.isGroup(part) ? texts.get("treemap.letters", name) : name,
                    new Totals(part.keys(), part.bytes()), false));
            shown.add(Optional.of(part));
        });
        if (shown.stream().allMatch(Optional::isPresent) && level.rest().bytes() > 0) {
            addOther(level.rest(), parts);
        }
        card.show(where(level.prefix()), level.prefix().length == 0, parts);
        mark();
    }

    private String where(byte[] prefix) {
        if (prefix.length == 0) {
            return texts.get("treemap.all");
        }
        return LeadingLetters.baseOf(prefix) < prefix.length
                ? texts.get("treemap.letters", path(prefix))
                : path(prefix);
    }

    private void addOther(Totals rest, List<Part> parts) {
        parts.add(of(texts.get("treemap.other"), rest, true));
        shown.add(Optional.empty());
    }

    private Part of(String name, Totals totals, boolean rest) {
        String size = Quantities.size(totals.bytes());
        return new Part(name, size, texts.get("treemap.part", name, size, Quantities.number(totals.keys()),
                totals.keys()), totals.bytes(), rest);
    }

    private static String path(byte[] prefix) {
        String text = GoQuote.escape(prefix);
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private void mark() {
        byte[] selected = model.selection().get().subtree().map(Subtree::prefix).orElse(new byte[0]);
        int part = model.level()
                .get()
                .filter(_ -> selected.length > 0)
                .flatMap(level -> level.partOf(selected))
                .map(one -> shown.indexOf(Optional.of(one)))
                .orElse(-1);
        card.treemap().mark(part);
    }
}
