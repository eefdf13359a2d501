"""Our register is on a cluster: how do we get answers there?

    python examples/cohort_on_spark.py REGISTER.parquet DECISIONS.parquet [MASTER]

MASTER is the URL of a cluster, such as spark://host:7077. Without it, Spark runs on this machine. Every worker needs
this library with the extra frames, and pyarrow. PYSPARK_PYTHON names the Python that has them. Spark needs Java 17.
"""

import os
import sys

from pyspark.sql import SparkSession, functions as sql

from alpims_mg.adapters.frames import assess_frame

register, decisions, *master = sys.argv[1:]
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
spark = SparkSession.builder.master(*master or ["local[*]"]).appName("cohort").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")

# Nothing runs yet. Spark computes the answers when it writes them, each part on the worker that holds it.
answers = assess_frame(spark.read.parquet(register))
answers.write.mode("overwrite").parquet(decisions)

written = spark.read.parquet(decisions)
for row in written.groupBy("decision").agg(sql.count("*").alias("rows")).orderBy("decision").collect():
    print(f"{row.decision:<18} {row.rows:>12,}")
spark.stop()
