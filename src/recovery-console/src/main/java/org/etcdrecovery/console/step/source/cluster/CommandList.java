package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.core.shell.Command;

/** Commands one below the other, each with a copy button. */
final class CommandList extends VBox {
    /** @param note a note on all of them; may be empty */
    CommandList(List<Command> commands, String note) {
        super(6);
        commands.forEach(command -> getChildren().add(row(command)));
        if (!note.isEmpty()) {
            getChildren().add(Blocks.caption(note));
        }
    }

    private Node row(Command command) {
        CommandBlock block = new CommandBlock(command.text());
        HBox.setHgrow(block, Priority.ALWAYS);
        Button copy = CommandBlock.copyButton(command::text);
        copy.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, block, copy);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
