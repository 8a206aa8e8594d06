package org.etcdrecovery.console.explorer.objects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.picture.Treemap;
import org.etcdrecovery.console.explorer.picture.Treemap.Part;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Group;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The bytes of objects as a treemap: the kinds, and of an opened kind its namespaces. */
final class GroupsPicture extends VBox {
    /** A kind or namespace with less than one in so many bytes has no space for a name. */
    private static final int LEAST_SHARE = 200;

    private final Texts texts = Texts.of("explorer");
    private final Treemap treemap = new Treemap();
    private final Label path = CutText.middle(Blocks.muted(""));
    private final Button up = Icons.button(MaterialDesignA.ARROW_UP, texts.get("treemap.up"));
    private final Consumer<Group> chosen;
    private List<Group> groups = List.of();
    /** The kind whose namespaces are shown; empty while the kinds are. */
    private Optional<String> opened = Optional.empty();
    /** The largest group of each part; the rest has none. */
    private final List<Optional<Group>> shown = new ArrayList<>();

    /** @param chosen takes the largest group of a part that is chosen by hand */
    GroupsPicture(Consumer<Group> chosen) {
        super(8);
        this.chosen = chosen;
        getStyleClass().addAll("card-block", "level-card");
        setMinWidth(0);
        setMinHeight(0);
        treemap.setId("objectsTreemap");
        up.setId("objectsUp");
        up.setOnAction(_ -> leave());
        path.setId("objectsPath");
        Label what = Blocks.muted(texts.get("objects.picture"));
        what.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(4, up, path, Blocks.spacer(), what);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(28);
        VBox.setVgrow(treemap, Priority.ALWAYS);
        Label keys = Blocks.caption(texts.get("treemap.keys"));
        keys.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(head, treemap, keys);
        treemap.onChosen(part -> shown.get(part).ifPresent(chosen));
        treemap.onOpened(part -> shown.get(part).filter(_ -> opened.isEmpty()).map(Group::kind).ifPresent(this::enter));
        treemap.onUp(this::leave);
        show();
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
        treemap.mark(0);
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
        treemap.mark(group.map(this::partOf).orElse(-1));
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
        path.setText(opened.orElse(texts.get("objects.all")));
        up.setDisable(opened.isEmpty());
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
        treemap.show(made);
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
