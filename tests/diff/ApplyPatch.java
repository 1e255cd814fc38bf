import java.io.FileOutputStream;
import org.apache.jena.rdfpatch.RDFPatch;
import org.apache.jena.rdfpatch.RDFPatchOps;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;

/** Applies the patch args[1] to the N-Quads args[0] with Jena, and writes the N-Quads args[2]. */
public class ApplyPatch {
    public static void main(String[] args) throws Exception {
        DatasetGraph data = DatasetGraphFactory.createTxnMem();
        RDFDataMgr.read(data, args[0], Lang.NQUADS);
        RDFPatch patch = RDFPatchOps.read(args[1]);
        RDFPatchOps.applyChange(data, patch);
        data.begin();
        try (FileOutputStream out = new FileOutputStream(args[2])) {
            RDFDataMgr.write(out, data, Lang.NQUADS);
        }
        data.end();
    }
}
