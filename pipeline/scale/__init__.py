"""Translation over many machines: the sentences of the engines go to Dask workers, all else stays here.

What is asked, how answers are verified and what is written do not know of it, so a run over a cluster
writes the bytes of a run on one machine. ``distributed`` is imported when the first sentence is sent.
"""

from pipeline.scale.cluster import Cluster
from pipeline.scale.engine import over
from pipeline.scale.events import Events

__all__ = ["Cluster", "Events", "over"]
