package org.etcdrecovery.console.explorer.objects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.etcdrecovery.console.explorer.picture.Treemap;
import org.etcdrecovery.console.explorer.picture.Treemap.Part;
import org.etcdrecovery.console.explorer.picture.TreemapCard;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Group;

/** The bytes of objects as a treemap: the kinds, and of an opened kind its namespaces. */
final class GroupsPicture {
    /** A kind or namespace with less than one in so many bytes has no space for a name. */
    private static final int LEAST_SHARE = 200;

    private final Texts texts = Texts.of("explorer");
    private final TreemapCard card = new TreemapCard("objects", texts.get("objects.picture"));
    private final Consumer<Group> chosen;
    private List<Group> groups = List.of();
    /** The kind whose namespaces are shown; empty while the kinds are. */
    private Optional<String> opened = Optional.empty();
    /** The largest group of each part; the rest has none. */
    private final List<Optional<Group>> shown = new ArrayList<>();

    /** @param chosen takes the largest group of a part that is chosen by hand */
    GroupsPicture(Consumer<Group> chosen) {
        this.chosen = chosen;
        card.setMinHeight(0);
        Treemap treemap = card.treemap();
        treemap.setId("objectsTreemap");
        treemap.onChosen(part -> shown.get(part).ifPresent(chosen));
        treemap.onOpened(part -> shown.get(part).filter(_ -> opened.isEmpty()).map(Group::kind).ifPresent(this::enter));
        card.onUp(this::leave);
        show();
    }

    /** The card itself. */
    TreemapCard card() {
        return card;
    }

    /** Shows these groups. */
    void show(List<Group> now) {
        groups = List.copyOf(now);
        opened = Optional.empty();
        show();
    }

    private void enter(String kind) {
        opened = Optional.of(kind);
        show();
        card.treemap().mark(0);
        shown.getFirst().ifPresent(chosen);
    }

    private void leave() {
        opened.ifPresent(kind -> {
            opened = Optional.empty();
            show();
            mark(groups.stream().filter(one -> one.kind().equals(kind)).findFirst());
        });
    }

    /** Marks the part of a group. */
    void mark(Optional<Group> group) {
        card.treemap().mark(group.map(this::partOf).orElse(-1));
    }

    private int partOf(Group group) {
        for (int i = 0; i < shown.size(); i++) {
            Optional<Group> part = shown.get(i);
            if (part.isPresent() && name(part.get()).equals(name(group))
                    && opened.map(group.kind()::equals).orElse(true)) {
                return i;
            }
        }
        return -1;
    }

    private String name(Group group) {
        if (opened.isEmpty()) {
            return group.kind();
        }
        return group.namespace().isEmpty() ? texts.get("objects.cluster") : group.namespace();
    }

    private void show() {
        Map<String, List<Group>> parts = groups.stream()
                .filter(group -> opened.map(group.kind()::equals).orElse(true))
                .collect(Collectors.groupingBy(this::name, LinkedHashMap::new, Collectors.toList()));
        long least = parts.values().stream().mapToLong(GroupsPicture::bytes).sum() / LEAST_SHARE;
        List<Part> made = new ArrayList<>();
        List<Group> rest = new ArrayList<>();
        shown.clear();
        parts.entrySet()
                .stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, List<Group>> one) -> bytes(one.getValue()))
                        .reversed())
                .forEach(one -> {
                    if (bytes(one.getValue()) < least) {
                        rest.addAll(one.getValue());
                    } else {
                        made.add(part(one.getKey(), one.getValue(), false));
                        shown.add(Optional.of(one.getValue().getFirst()));
                    }
                });
        if (!rest.isEmpty()) {
            made.add(part(texts.get("treemap.other"), rest, true));
            shown.add(Optional.empty());
        }
        card.show(opened.orElse(texts.get("objects.all")), opened.isEmpty(), made);
    }

    private Part part(String name, List<Group> of, boolean rest) {
        long objects = of.stream().mapToLong(Group::objects).sum();
        String size = Quantities.size(bytes(of));
        return new Part(name, size, texts.get("objects.part", name, size, Quantities.number(objects), objects),
                bytes(of), rest);
    }

    private static long bytes(List<Group> groups) {
        return groups.stream().mapToLong(Group::bytes).sum();
    }
}
