package org.etcdrecovery.console.deliver;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CommandBlock;

/** What hosts said of the last step beyond how it came out: among others, the end of the log of an etcd that did not start. */
public final class SaidCard extends VBox {
    private static final double NAME = 44;

    private final Texts texts = Texts.of("deliver");
    private final DeliveryModel model;
    private final Card card = Card.titled(texts.get("said.title"));
    private List<Said> shown = List.of();

    /** What the hosts of this delivery said; hidden while they said nothing. */
    public SaidCard(DeliveryModel model) {
        this.model = model;
        setId("said");
        getChildren().setAll(card);
        model.changes().subscribe(_ -> show());
    }

    private record Said(String member, Optional<String> startCommand, List<String> lines, List<String> log) {
        boolean isNothing() {
            return startCommand.isEmpty() && lines.isEmpty() && log.isEmpty();
        }
    }

    private void show() {
        List<Said> now = model.rows()
                .stream()
                .map(row -> new Said(row.name(), row.startCommand(), row.said(), row.log()))
                .filter(said -> !said.isNothing())
                .toList();
        // The page keeps its focus as long as nothing changes.
        if (!now.equals(shown)) {
            shown = now;
            card.setRows(now.stream().map(this::row).toList());
        }
        Blocks.show(this, !now.isEmpty());
    }

    /** All of it comes from the host: nothing in it is taken for a mark. */
    private Node row(Said said) {
        VBox text = new VBox(6);
        text.setMinWidth(0);
        said.startCommand.ifPresent(command -> text.getChildren()
                .add(block("start-" + said.member, texts.get("said.start"), command)));
        said.lines.forEach(line -> text.getChildren().add(wrapped(new Label(line))));
        if (!said.log.isEmpty()) {
            text.getChildren().add(block("log-" + said.member, texts.get("said.log"), String.join("\n", said.log)));
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(8, name(said.member), text);
        row.getStyleClass().addAll("card-row", "check-row");
        row.setMinHeight(USE_PREF_SIZE);
        return row;
    }

    /** The name of a member before what is said of it; empty after the first line. */
    public static Node name(String member) {
        Label name = Blocks.strong(member);
        name.setMinWidth(NAME);
        name.setMaxWidth(NAME);
        name.setWrapText(true);
        return name;
    }

    private Node block(String id, String title, String code) {
        CommandBlock block = new CommandBlock(code);
        block.setId(id);
        HBox head = new HBox(8, Blocks.caption(title), Blocks.spacer(),
                CommandBlock.copyButton(block::text));
        head.setAlignment(Pos.CENTER_LEFT);
        return new VBox(6, head, block);
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
