package dev.freeway.checks;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Finds what is too large, too deep or badly named in one file. */
final class Tidiness extends TreePathScanner<Void, Integer> {
    static final int FILE_LINES_MAX = 400;
    static final int METHOD_LINES_MAX = 40;
    static final int NESTING_MAX = 3;
    static final int PARAMETERS_MAX = 5;
    static final int TYPE_NAME_MAX = 35;

    /** Parts handed over once, where everything is joined. */
    private static final int CONSTRUCTOR_PARAMETERS_MAX = 7;

    private static final Pattern BAD_NAME =
            Pattern.compile(".*(Impl|Utils?|Helpers?|Manager)|(Abstract|Base)[A-Z].*");
    private static final Pattern BAD_WORD =
            Pattern.compile("TODO|FIXME|XXX|for now|@Disabled|Thread\\.sleep");

    private final String name;
    private final List<String> offences = new ArrayList<>();
    private final CompilationUnitTree unit;
    private final DocTrees trees;
    private final boolean main;

    private Tidiness(String name, CompilationUnitTree unit, JavacTask task) {
        this.name = name;
        this.unit = unit;
        this.trees = (DocTrees) Trees.instance(task);
        this.main = name.contains("src/main/");
    }

    /** What offends in {@code source}, a line each. */
    static List<String> offences(String name, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavacTask task =
                (JavacTask)
                        compiler.getTask(
                                null, null, _ -> {}, List.of("-proc:none"), null, List.of(file));
        try {
            Tidiness tidiness = new Tidiness(name, task.parse().iterator().next(), task);
            tidiness.text(source);
            tidiness.scan(new TreePath(tidiness.unit), 0);
            return tidiness.offences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(String source) {
        long lines = source.lines().count();
        if (lines > FILE_LINES_MAX) {
            offences.add(
                    name
                            + ": "
                            + lines
                            + " lines (at most "
                            + FILE_LINES_MAX
                            + "; find the second reason to be)");
        }
        if (!name.contains("checks/")) {
            BAD_WORD.matcher(source)
                    .results()
                    .forEach(word ->
                            offences.add(
                                    name
                                            + ": '"
                                            + word.group()
                                            + "' (finish it, or leave it out)"));
        }
    }

    @Override
    public Void visitClass(ClassTree type, Integer depth) {
        String simple = type.getSimpleName().toString();
        if (BAD_NAME.matcher(simple).matches()) {
            offences.add(name + ": type " + simple + " (say what it is)");
        }
        if (simple.length() > TYPE_NAME_MAX) {
            offences.add(name + ": type " + simple + " (at most " + TYPE_NAME_MAX + " characters)");
        }
        boolean topLevel =
                getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
        if (topLevel) {
            documented(type.getModifiers().getFlags().contains(Modifier.PUBLIC), simple);
        }
        return super.visitClass(type, 0);
    }

    private void documented(boolean isPublic, String what) {
        if (main && isPublic && trees.getDocComment(getCurrentPath()) == null) {
            offences.add(name + ": public " + what + " has no Javadoc");
        }
    }

    @Override
    public Void visitMethod(MethodTree method, Integer depth) {
        String what = "method " + method.getName();
        int most = method.getReturnType() == null ? CONSTRUCTOR_PARAMETERS_MAX : PARAMETERS_MAX;
        boolean canonical =
                getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD
                        && method.getReturnType() == null;
        if (!canonical && method.getParameters().size() > most) {
            offences.add(
                    name
                            + ": "
                            + what
                            + " takes "
                            + method.getParameters().size()
                            + " (at most "
                            + most
                            + "; name what belongs together)");
        }
        long lines = lines(method);
        if (lines > METHOD_LINES_MAX) {
            offences.add(
                    name
                            + ": "
                            + what
                            + " has "
                            + lines
                            + " lines (at most "
                            + METHOD_LINES_MAX
                            + ")");
        }
        return super.visitMethod(method, 0);
    }

    private long lines(Tree tree) {
        long start = trees.getSourcePositions().getStartPosition(unit, tree);
        long end = trees.getSourcePositions().getEndPosition(unit, tree);
        return unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1;
    }

    @Override
    public Void visitIf(IfTree tree, Integer depth) {
        Tree parent = getCurrentPath().getParentPath().getLeaf();
        boolean elseIf = parent instanceof IfTree above && above.getElseStatement() == tree;
        return super.visitIf(tree, elseIf ? depth : deeper(depth, tree));
    }

    @Override
    public Void visitForLoop(ForLoopTree tree, Integer depth) {
        return super.visitForLoop(tree, deeper(depth, tree));
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Integer depth) {
        return super.visitEnhancedForLoop(tree, deeper(depth, tree));
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree tree, Integer depth) {
        return super.visitWhileLoop(tree, deeper(depth, tree));
    }

    @Override
    public Void visitTry(TryTree tree, Integer depth) {
        return super.visitTry(tree, deeper(depth, tree));
    }

    @Override
    public Void visitBlock(BlockTree tree, Integer depth) {
        return super.visitBlock(tree, depth);
    }

    private int deeper(int depth, Tree tree) {
        if (depth + 1 > NESTING_MAX) {
            long start = trees.getSourcePositions().getStartPosition(unit, tree);
            offences.add(
                    name
                            + ":"
                            + unit.getLineMap().getLineNumber(start)
                            + ": nested deeper than "
                            + NESTING_MAX);
        }
        return depth + 1;
    }
}
